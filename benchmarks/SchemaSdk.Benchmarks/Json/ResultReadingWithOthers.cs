using System.Text.Json;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace SchemaSdk.Benchmarks.Json;

/// <summary>The body of a result is read that has members which its schema does not know. Both keep them.</summary>
internal sealed class ResultReadingWithOthers : IJsonCase
{
    private readonly byte[] _text = Texts.ResultWithOthers.ToArray();

    /// <summary>Makes sure that both keep the same.</summary>
    /// <exception cref="InvalidOperationException">They do not, so their times say nothing.</exception>
    public ResultReadingWithOthers()
    {
        var plain = Plain();
        var typed = Typed();
        if (!plain.Output!.Others!.Keys.Order().SequenceEqual(typed.Output.AdditionalProperties.Keys.Order()))
        {
            throw new InvalidOperationException("The two keep different members.");
        }
    }

    /// <inheritdoc />
    public IEnumerable<TimedCall> Calls => [new("others: plain", Plain), new("others: ours", Typed)];

    private PlainResult<KeepingOutput> Plain() => JsonSerializer.Deserialize(_text, PlainContext.Default.PlainResultKeepingOutput)!;

    private ModelResult<TextToVideoOutput> Typed() => ResultReading.Read(_text);
}
