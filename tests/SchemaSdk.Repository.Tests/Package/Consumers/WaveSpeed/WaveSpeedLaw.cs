using SchemaSdk.Services;
using SchemaSdk.Services.Testing;

namespace WaveSpeed;

public sealed class WaveSpeedLaw : ServiceLaw
{
    protected override ServiceProfile Profile { get; } = new WaveSpeedProfile();

    protected override ServiceSamples Samples { get; } = new()
    {
        ModelId = "wavespeed-ai/still-1",
        RequestId = WaveSpeedServer.Id,
        OtherRequestId = "b2c3d4e5f60718293a4b5c6d7e8f9012",
        Accepted = WaveSpeedServer.Accepted,
        InQueue = WaveSpeedServer.Data("created"),
        InProgress = WaveSpeedServer.Data("processing"),
        Succeeded = [WaveSpeedServer.Data("completed", """["https://files.wavespeed.ai/a.png"]""")],
        Output = """["https://files.wavespeed.ai/a.png"]""",
        Failed = [WaveSpeedServer.Data("failed", error: "out of memory")],
        Reason = "out of memory",
        NewState = WaveSpeedServer.Data("paused"),
        RefusedInput = new(200, """{"code":400,"message":"prompt is too long","data":null}"""),
        RefusedForNow = [new(429, ""), new(200, """{"code":429,"message":"too many predictions","data":null}""")],
        Price = new(200, """{"code":200,"message":"success","data":{"price":0.025,"discounted_price":0.02,"currency":"USD"}}"""),
        PriceUsd = 0.025m,
    };
}
