using System.Text.Json;
using BenchmarkDotNet.Attributes;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;
using SchemaSdk.Services;

namespace SchemaSdk.Benchmarks.Json;

/// <summary>Reads the body of a result, with the job's state and output.</summary>
public class ResultReading
{
    private static readonly TextToVideoModel Endpoint =
        new RunComfyClient(new ModelClientOptions { ApiToken = "unused" }).Kling.Kling3_0.Pro.TextToVideo;

    private readonly byte[] _text = Texts.Result.ToArray();

    /// <summary>Checks that both implementations read the same values.</summary>
    /// <exception cref="InvalidOperationException">The values differ, so the times would be meaningless.</exception>
    public ResultReading()
    {
        var plain = (PlainResult<PlainOutput>)Plain();
        var typed = (ModelResult<TextToVideoOutput>)Typed();
        if (plain.Output!.Images![1] != typed.Output.Images![1].Url
            || plain.FinishedAt != typed.FinishedAt
            || plain.RequestId != typed.RequestId)
        {
            throw new InvalidOperationException("The implementations read different results.");
        }
    }

    [Benchmark(Baseline = true)]
    public object Plain() => JsonSerializer.Deserialize(_text, PlainContext.Default.PlainResultPlainOutput)!;

    [Benchmark]
    public object Typed() => Read(_text);

    internal static ModelResult<TextToVideoOutput> Read(byte[] text)
    {
        var body = ModelService.RunComfy.Profile.ReadBody(ServiceCall.Result, 200, text)!;
        return new ModelResult<TextToVideoOutput>(
            Endpoint.ReadWhole(body.Output), "kling/kling-3.0/pro/text-to-video", body.RequestId!)
        {
            Body = text,
            CreatedAt = body.CreatedAt,
            FinishedAt = body.FinishedAt,
        };
    }
}
