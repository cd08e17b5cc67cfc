using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.Replicate;

/// <summary>Answers requests about files that clients upload to Replicate.</summary>
internal static class ReplicateFiles
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>Returns true for a download, which needs no token.</summary>
    public static bool IsOpen(string[] path) => path is [_, _, _, "download"];

    /// <returns>The answer; null if the path or the file is unknown.</returns>
    public static ServiceAnswer? Answer(ServiceRequest request, EmulatedState state)
    {
        string[] path = [.. request.Path.Skip(2)];
        return (request.Method, path) switch
        {
            ("POST", []) => Create(request, state),
            ("GET", []) => List(state),
            ("GET", [var id]) => state.FindFile(id) is { } file ? ServiceAnswer.Json(200, Body(file, state)) : null,
            ("DELETE", [var id]) when state.FindFile(id) is not null => Delete(id, state),
            ("GET" or "HEAD", [var id, "download"]) => state.FindFile(id) is { } file ? state.Send(file, request) : null,
            _ => null,
        };
    }

    private static ServiceAnswer Create(ServiceRequest request, EmulatedState state)
    {
        StoredFile? file;
        try
        {
            file = FileForm.Read(request, state.Now);
        }
        catch (Exception wrong) when (wrong is IOException or InvalidDataException)
        {
            return ReplicateError.Of(Refusal.Body(wrong.Message));
        }

        return file is null ? ReplicateError.Of(Refusal.Body("The form has no 'content' part, or the part's file name is too long."))
            : state.Keep(file) ? ServiceAnswer.Json(201, Body(file, state))
            : ReplicateError.Of(Refusal.Size);
    }

    private static ServiceAnswer Delete(string id, EmulatedState state)
    {
        state.Remove(id);
        return ServiceAnswer.Empty(204);
    }

    private static ServiceAnswer List(EmulatedState state) => ServiceAnswer.Json(200, new JsonObject
    {
        ["previous"] = null,
        ["next"] = null,
        ["results"] = new JsonArray([.. state.Files.OrderByDescending(file => file.CreatedAt).Select(file => Body(file, state))]),
    });

    private static JsonObject Body(StoredFile file, EmulatedState state) => new()
    {
        ["id"] = file.Id,
        ["name"] = file.Name,
        ["content_type"] = file.ContentType,
        ["size"] = file.Content.Length,
        ["checksums"] = new JsonObject { ["sha256"] = Convert.ToHexString(SHA256.HashData(file.Content.Span)).ToLowerInvariant() },
        ["metadata"] = Metadata(file.Note),
        ["created_at"] = Prediction.Time(file.CreatedAt),
        ["expires_at"] = Prediction.Time(file.CreatedAt + Kept),
        ["urls"] = new JsonObject { ["get"] = $"{state.Address}v1/files/{file.Id}" },
    };

    private static JsonNode Metadata(string? text)
    {
        try
        {
            return JsonNode.Parse(text ?? "{}") ?? new JsonObject();
        }
        catch (JsonException)
        {
            return new JsonObject();
        }
    }
}
