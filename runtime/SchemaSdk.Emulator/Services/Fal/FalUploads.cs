using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Emulation.Services.Fal;

/// <summary>Uploads to fal's storage. A file is uploaded in one request, or in parts that are joined.</summary>
internal static class FalUploads
{
    private const int MostParts = 10_000;

    /// <summary>
    /// Returns true for the addresses that fal returns when an upload is initiated. They are secret, so requests to them need no token.
    /// </summary>
    public static bool IsOpen(string[] path) => path is [_, "put", ..];

    /// <returns>The answer; null if the path is unknown.</returns>
    public static ServiceAnswer? Answer(ServiceRequest request, EmulatedState state)
    {
        string[] path = [.. request.Path];
        return (request.Method, path) switch
        {
            ("POST", ["storage", "upload", "initiate" or "initiate-multipart"]) => Initiate(request, state),
            ("PUT", [_, "put", var id]) => Put(id, request, state),
            ("PUT", [_, "put", var id, var part]) => PutPart(id, part, request, state),
            ("POST", [_, "put", var id, "complete"]) => Complete(id, request, state),
            ("GET" or "HEAD", ["uploads", var id, _]) => state.FindFile(id) is { } file ? state.Send(file, request) : null,
            _ => null,
        };
    }

    private static ServiceAnswer Initiate(ServiceRequest request, EmulatedState state)
    {
        StoredFile file;
        try
        {
            using var asked = JsonDocument.Parse(request.Body);
            var (name, type) = (Text(asked.RootElement, "file_name"), Text(asked.RootElement, "content_type"));
            file = new(Guid.NewGuid().ToString("N"), name ?? "file", MediaTypeOf(type), state.Now, ReadOnlyMemory<byte>.Empty);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // The body is not JSON, or contains a string that is not valid text.
            return FalError.Of(Refusal.Body(wrong.Message));
        }

        return state.Keep(file)
            ? ServiceAnswer.Json(200, new JsonObject
            {
                ["upload_url"] = $"{state.Address}storage/put/{file.Id}?signature=emulated",
                ["file_url"] = AddressOf(file, state),
            })
            : FalError.Of(Refusal.Size);
    }

    private static ServiceAnswer? Put(string id, ServiceRequest request, EmulatedState state) =>
        state.FindFile(id) is not { } file ? null
        : state.Keep(file with { Content = request.Body }) ? ServiceAnswer.Empty(200)
        : FalError.Of(Refusal.Size);

    private static ServiceAnswer? PutPart(string id, string part, ServiceRequest request, EmulatedState state)
    {
        if (state.FindFile(id) is null || NumberOf(part) is not { } number)
        {
            return null;
        }

        var kept = new StoredFile(PartId(id, number), part, "", state.Now, request.Body);
        var body = new JsonObject { ["partNumber"] = number, ["etag"] = TagOf(kept) };
        return state.Keep(kept) ? ServiceAnswer.Json(200, body) : FalError.Of(Refusal.Size);
    }

    private static ServiceAnswer? Complete(string id, ServiceRequest request, EmulatedState state)
    {
        if (state.FindFile(id) is not { } file)
        {
            return null;
        }

        if (PartsOf(id, request, state) is not { } parts)
        {
            return FalError.Of(Refusal.Body("The list 'parts' is missing, or refers to a part that was not uploaded."));
        }

        // Removes the parts first, so that the bytes of the joined file count only once toward the limit for uploads.
        parts.ForEach(part => state.Remove(part.Id));
        var content = new ArrayBufferWriter<byte>();
        parts.ForEach(part => content.Write(part.Content.Span));
        return state.Keep(file with { Content = content.WrittenMemory })
            ? ServiceAnswer.Json(200, new JsonObject { ["access_url"] = AddressOf(file, state) })
            : FalError.Of(Refusal.Size);
    }

    /// <summary>Returns the listed parts, ordered by number; null if a part is missing, or its tag is not the listed one.</summary>
    private static List<StoredFile>? PartsOf(string id, ServiceRequest request, EmulatedState state)
    {
        try
        {
            using var body = JsonDocument.Parse(request.Body);
            var parts = body.RootElement.GetProperty("parts").EnumerateArray().Take(MostParts)
                .Select(part => (Number: part.GetProperty("partNumber").GetInt32(), Tag: part.GetProperty("etag").GetString()))
                .DistinctBy(part => part.Number)
                .OrderBy(part => part.Number)
                .Select(part => state.FindFile(PartId(id, part.Number)) is { } kept && TagOf(kept) == part.Tag ? kept : null)
                .ToList();
            return parts.Count > 0 && !parts.Contains(null) ? [.. parts.OfType<StoredFile>()] : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            // The body is not JSON, or a value is missing or has the wrong type.
            return null;
        }
    }

    private static string PartId(string id, int number) => string.Create(CultureInfo.InvariantCulture, $"{id}/{number}");

    private static string TagOf(StoredFile part) => $"{part.Id.Replace('/', '-')}-{part.Content.Length}";

    private static string AddressOf(StoredFile file, EmulatedState state) =>
        $"{state.Address}uploads/{file.Id}/{Uri.EscapeDataString(file.Name)}";

    private static int? NumberOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostParts
            ? number
            : null;

    // A file name that consists only of dots, such as "..", could stand for a folder in an address.
    private static string? Text(JsonElement body, string member) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(member, out var value)
        && value.ValueKind == JsonValueKind.String && value.GetString()!.Trim('.') is { Length: > 0 }
            ? value.GetString()
            : null;

    // An invalid media type would break the answer to a download.
    private static string MediaTypeOf(string? text) =>
        System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(text, out var type) ? type.ToString() : "application/octet-stream";
}
