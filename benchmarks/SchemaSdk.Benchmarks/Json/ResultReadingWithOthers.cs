using System.Text.Json;
using BenchmarkDotNet.Attributes;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Benchmarks.Json;

/// <summary>The body of a result is read that has members which its schema does not know. Both keep them.</summary>
public class ResultReadingWithOthers
{
    private readonly byte[] _text = Texts.ResultWithOthers.ToArray();

    /// <summary>Makes sure that both keep the same.</summary>
    /// <exception cref="InvalidOperationException">They do not, so their times say nothing.</exception>
    public ResultReadingWithOthers()
    {
        var plain = (PlainResult<KeepingOutput>)Plain();
        var typed = (ModelResult<TextToVideoOutput>)Typed();
        if (!plain.Output!.Others!.Keys.Order().SequenceEqual(typed.Output.AdditionalProperties.Keys.Order()))
        {
            throw new InvalidOperationException("The two keep different members.");
        }
    }

    [Benchmark(Baseline = true)]
    public object Plain() => JsonSerializer.Deserialize(_text, PlainContext.Default.PlainResultKeepingOutput)!;

    [Benchmark]
    public object Typed() => ResultReading.Read(_text);
}
