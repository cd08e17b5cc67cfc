using SchemaSdk.Services;
using SchemaSdk.Services.Testing;

namespace WaveSpeed;

public sealed class WaveSpeedLaw : ServiceLaw
{
    private const string Id = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

    protected override ServiceProfile Profile { get; } = new WaveSpeedProfile();

    protected override ServiceSamples Samples { get; } = new()
    {
        ModelId = "wavespeed-ai/still-1",
        RequestId = Id,
        OtherRequestId = "b2c3d4e5f60718293a4b5c6d7e8f9012",
        Accepted = new(200, $$$"""
            {
              "code": 200,
              "message": "success",
              "data": {
                "id": "{{{Id}}}",
                "model": "wavespeed-ai/still-1",
                "status": "created",
                "urls": { "get": "https://api.wavespeed.ai/api/v3/predictions/{{{Id}}}/result" }
              }
            }
            """),
        InQueue = Data("created"),
        InProgress = Data("processing"),
        Succeeded = [Data("completed", """["https://files.wavespeed.ai/a.png"]""")],
        Output = """["https://files.wavespeed.ai/a.png"]""",
        Failed = [Data("failed", error: "out of memory")],
        Reason = "out of memory",
        NewState = Data("paused"),
        RefusedInput = new(200, """{"code":400,"message":"prompt is too long","data":null}"""),
        RefusedForNow = [new(429, ""), new(200, """{"code":429,"message":"too many predictions","data":null}""")],
        Price = new(200, """{"code":200,"message":"success","data":{"price":0.025,"discounted_price":0.02,"currency":"USD"}}"""),
        PriceUsd = 0.025m,
    };

    private static SampleAnswer Data(string status, string outputs = "[]", string error = "") => new(200, $$$"""
        {"code":200,"message":"success","data":{"id":"{{{Id}}}","status":"{{{status}}}","outputs":{{{outputs}}},"error":"{{{error}}}"}}
        """);
}
