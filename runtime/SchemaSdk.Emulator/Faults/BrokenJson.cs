using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Faults;

/// <summary>
/// Corrupts the JSON of real answers. An answer that is not a JSON object, such as a file, is truncated to half its length. A stream of
/// events ends immediately.
/// </summary>
internal static class BrokenJson
{
    public static ServiceAnswer Cut(ServiceAnswer answer) => answer with
    {
        Body = answer.Body[..(answer.Body.Length / 2)],
        Parts = null,
    };

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

    public static ServiceAnswer Rename(ServiceAnswer answer, EmulatedProtocol protocol, string? requestId) => Edit(answer, body =>
    {
        var holder = protocol.EnvelopeMember is { } envelope ? body[envelope] as JsonObject : body;
        if (holder?.ContainsKey(protocol.RequestIdMember) == true)
        {
            // requestId is the id of the first job, so an answer about that job gets a random id instead.
            holder[protocol.RequestIdMember] =
                $"{holder[protocol.RequestIdMember]}" == requestId ? Guid.NewGuid().ToString() : requestId;
        }
    });

    private static ServiceAnswer Edit(ServiceAnswer answer, Action<JsonObject> edit)
    {
        if (answer.ContentType != ServiceAnswer.JsonType || JsonNode.Parse(answer.Body.Span) is not JsonObject body)
        {
            return Cut(answer);
        }

        edit(body);
        return answer with { Body = ServiceAnswer.Write(body) };
    }
}
