using System.Globalization;
using SchemaSdk.Benchmarks.Models.Bench;

namespace SchemaSdk.Benchmarks.Json.Cases;

/// <summary>An input with twenty segments.</summary>
public class Segments20() : SegmentsCase(20);

/// <summary>An input with a thousand segments.</summary>
public class Items1000() : SegmentsCase(1_000);

/// <summary>An input with a list of segments.</summary>
public abstract class SegmentsCase(int count)
    : InputCase<SegmentsInput, PlainSegments>("bench/segments", PlainCases.Default.PlainSegments, Text(count))
{
    private static string Text(int count)
    {
        var segments = Enumerable.Range(0, count).Select(i =>
            $$"""{"prompt":"The boat passes gutter {{i}} and turns.","duration":{{3 + (i % 12)}},"scale":0.{{1 + (i % 9)}}}""");
        return $$"""{"prompt":"{{Texts.Prompt}}","segments":[{{string.Join(',', segments)}}]}""";
    }
}

/// <summary>An input with two values of a union, one for each branch.</summary>
public class Unions() : InputCase<UnionInput, PlainUnion>(
    "bench/union",
    PlainCases.Default.PlainUnion,
    """{"image":"https://files.example/boat.png","backdrop":{"prompt":"A harbour at dusk.","seed":1234567}}""");

/// <summary>An input with three members of the same enum type, which has a thousand values.</summary>
public class Choices() : InputCase<ChoiceInput, PlainChoice>(
    "bench/choice", PlainCases.Default.PlainChoice, """{"voice":"Voice017","second":"Voice512","third":"Voice998"}""");

/// <summary>An input with two hundred members.</summary>
public class WideInputs() : InputCase<WideInput, PlainWide>("bench/wide", PlainCases.Default.PlainWide, Text())
{
    private static string Text() =>
        "{" + string.Join(',', Enumerable.Range(0, 200).Select(i => $"\"setting{i:000}\":{Value(i)}")) + "}";

    private static string Value(int i) => (i % 4) switch
    {
        0 => "\"soft\"",
        1 => (i % 100).ToString(CultureInfo.InvariantCulture),
        2 => $"0.{1 + (i % 9)}",
        _ => "true",
    };
}

/// <summary>An input of a Kling model.</summary>
public class KlingInputs() : InputCase<RunComfy.Models.Kling.Kling3_0.Pro.TextToVideoInput, PlainInput>(
    "kling/kling-3.0/pro/text-to-video",
    PlainContext.Default.PlainInput,
    $$"""
    {"prompt":"{{Texts.Prompt}}","negative_prompt":"{{Texts.NegativePrompt}}","duration":8,"aspect_ratio":"16:9",
    """
    + $$"""
    "cfg_scale":0.5,"sound":true,"multi_prompt":[{"prompt":"{{Texts.First}}","duration":3},
    """
    + $$"""{"prompt":"{{Texts.Second}}","duration":5}]}""");
