using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Emulation.Calls;
using SchemaSdk.Emulation.Services.RunComfy;

namespace SchemaSdk.Emulation.Faults;

/// <summary>Corrupts real answers. An answer that is not a JSON object, such as a file, is truncated to half its length.</summary>
internal static class BrokenJson
{
    public static ServiceAnswer Cut(ServiceAnswer answer) => answer with { Body = answer.Body[..(answer.Body.Length / 2)] };

    public static ServiceAnswer Retype(ServiceAnswer answer) => Edit(answer, body =>
    {
        foreach (var (name, value) in body.ToList())
        {
            body[name] = value?.GetValueKind() switch
            {
                JsonValueKind.String => 7,
                JsonValueKind.Number => new JsonArray(),
                _ => "text",
            };
        }
    });

    public static ServiceAnswer Rename(ServiceAnswer answer, string? requestId) => Edit(answer, body =>
    {
        if (body.ContainsKey(RunComfyProtocol.RequestId))
        {
            body[RunComfyProtocol.RequestId] = requestId;
        }
    });

    private static ServiceAnswer Edit(ServiceAnswer answer, Action<JsonObject> edit)
    {
        if (answer.ContentType != RunComfyProtocol.Json || JsonNode.Parse(answer.Body.Span) is not JsonObject body)
        {
            return Cut(answer);
        }

        edit(body);
        return answer with { Body = RunComfyProtocol.Write(body) };
    }
}
