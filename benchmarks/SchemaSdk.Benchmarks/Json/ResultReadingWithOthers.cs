using System.Text.Json;
using BenchmarkDotNet.Attributes;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Benchmarks.Json;

/// <summary>Reads the body of a result with members that are not in the schema. Both implementations keep these members.</summary>
public class ResultReadingWithOthers
{
    private readonly byte[] _text = Texts.ResultWithOthers.ToArray();

    /// <summary>Checks that both implementations keep the same members.</summary>
    /// <exception cref="InvalidOperationException">The members differ, so the times would be meaningless.</exception>
    public ResultReadingWithOthers()
    {
        var plain = (PlainResult<KeepingOutput>)Plain();
        var typed = (ModelResult<TextToVideoOutput>)Typed();
        if (!plain.Output!.Others!.Keys.Order().SequenceEqual(typed.Output.AdditionalProperties.Keys.Order()))
        {
            throw new InvalidOperationException("The implementations keep different members.");
        }
    }

    [Benchmark(Baseline = true)]
    public object Plain() => JsonSerializer.Deserialize(_text, PlainContext.Default.PlainResultKeepingOutput)!;

    [Benchmark]
    public object Typed() => ResultReading.Read(_text);
}
