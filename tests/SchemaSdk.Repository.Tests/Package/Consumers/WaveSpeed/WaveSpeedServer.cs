using System.Net;
using SchemaSdk.Services.Testing;

namespace WaveSpeed;

/// <summary>Gives one answer after the other, and records the requests.</summary>
internal sealed class WaveSpeedServer(params SampleAnswer[] answers) : HttpMessageHandler
{
    public const string Id = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

    public static SampleAnswer Accepted { get; } = new(200, $$$"""
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
        """);

    public List<string> Calls { get; } = [];

    public static SampleAnswer Data(string status, string outputs = "[]", string error = "") => new(200, $$$"""
        {"code":200,"message":"success","data":{"id":"{{{Id}}}","status":"{{{status}}}","outputs":{{{outputs}}},"error":"{{{error}}}"}}
        """);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : " " + await request.Content.ReadAsStringAsync(cancellationToken);
        var answer = answers[Calls.Count];
        Calls.Add($"{request.Method} {request.RequestUri!.PathAndQuery}{body}");
        return new HttpResponseMessage((HttpStatusCode)answer.StatusCode)
        {
            Content = new StringContent(answer.Body),
            RequestMessage = request,
        };
    }
}
