import type { Blendshape } from '@masque/config/blendshapes';
import type { Expression } from '@masque/config/expression';
import { useSignal } from '@preact/signals';
import { Slider } from '../parts/slider.tsx';
import { Switch } from '../parts/switch.tsx';
import { t } from '../text/language.ts';
import { EditorPart } from './editor-part.tsx';
import { SHAPE_GROUPS, type ShapeSlider, SIDEWAYS } from './shape-groups.ts';

export interface EditorProps {
  expression: Expression;
  onChange: (change: Partial<Expression>, gesture?: string) => unknown;
}

const degrees = (value: number): string => t('degrees', { n: value });

/** What the face does: the sliders of every part, head and gaze. */
export function FaceSection({ expression, onChange }: EditorProps) {
  const apart = useSignal(unlike(expression));
  const { blendshapes, head, gaze } = expression;
  const set = (shapes: readonly Blendshape[], value: number, gesture: string): unknown => {
    const changed = { ...blendshapes };
    for (const shape of shapes) {
      if (value > 0) changed[shape] = value;
      else delete changed[shape];
    }
    return onChange({ blendshapes: changed }, gesture);
  };
  const sliderOf = (label: string, shapes: readonly Blendshape[]) => (
    <Slider
      key={label}
      label={label}
      max={1}
      value={Math.max(...shapes.map((shape) => blendshapes[shape] ?? 0))}
      onMove={(value, gesture) => set(shapes, value, gesture)}
    />
  );
  const sliders = ({ text, shapes }: ShapeSlider) =>
    shapes.length === 2 && apart.value ? (
      <div key={text} class="sides">
        {sliderOf(t('sideLeft', { name: t(text) }), [shapes[0]])}
        {sliderOf(t('sideRight', { name: t(text) }), [shapes[1]])}
      </div>
    ) : (
      sliderOf(t(text), shapes)
    );
  return (
    <>
      <Switch label={t('sidesApart')} on={apart.value} onSet={(on) => (apart.value = on)} />
      {SHAPE_GROUPS.map(({ text, sliders: group }) => (
        <EditorPart key={text} title={t(text)} open={group.some(({ shapes }) => shapes.some((shape) => blendshapes[shape]))}>
          <div class="pairs">
            {group.map(sliders)}
            {text === 'partMouth' && apart.value && SIDEWAYS.map(sliders)}
          </div>
          {text === 'partEyes' && (
            <>
              <Switch
                label={t('ownGaze')}
                hint={t('ownGazeHint')}
                on={gaze !== null}
                onSet={(on) => onChange({ gaze: on ? { x: 0, y: 0 } : null })}
              />
              {gaze && (
                <div class="pairs">
                  {(['x', 'y'] as const).map((axis) => (
                    <Slider
                      key={axis}
                      label={t(axis === 'x' ? 'gazeX' : 'gazeY')}
                      min={-0.3}
                      max={0.3}
                      value={gaze[axis]}
                      onMove={(value, gesture) => onChange({ gaze: { ...gaze, [axis]: value } }, gesture)}
                    />
                  ))}
                </div>
              )}
            </>
          )}
        </EditorPart>
      ))}
      <EditorPart title={t('partHead')} open={head.yaw !== 0 || head.pitch !== 0 || head.roll !== 0}>
        <div class="pairs">
          {(['yaw', 'pitch', 'roll'] as const).map((axis) => (
            <Slider
              key={axis}
              label={t(axis)}
              min={-30}
              max={30}
              step={1}
              format={degrees}
              value={head[axis]}
              onMove={(value, gesture) => onChange({ head: { ...head, [axis]: value } }, gesture)}
            />
          ))}
        </div>
      </EditorPart>
    </>
  );
}

/** Whether an expression does on one side what it does not on the other. */
function unlike({ blendshapes }: Expression): boolean {
  const aside = SIDEWAYS.some(({ shapes }) => blendshapes[shapes[0]] !== undefined);
  const pairs = SHAPE_GROUPS.flatMap(({ sliders }) => sliders).filter(({ shapes }) => shapes.length === 2);
  return aside || pairs.some(({ shapes: [left, right] }) => blendshapes[left] !== blendshapes[right]);
}
