namespace SchemaSdk.Tests.Services;

/// <summary>A file storage that returns an address and headers for one PUT request.</summary>
internal class OtherStorage : FileStorage
{
    public override StorageRequest StartRequest(Uri service, FileToStore file) =>
        new(HttpMethod.Post, new Uri($"{service.AbsoluteUri.TrimEnd('/')}/files"))
        {
            ContentType = "application/json",
            Body = Encoding.UTF8.GetBytes($$"""{"type":"{{file.MediaType}}"}"""),
        };

    public override StoragePlan? ReadPlan(FileToStore file, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("file", out var stored) && stored.ValueKind == JsonValueKind.String
                && root.TryGetProperty("put", out var put) && put.ValueKind == JsonValueKind.String
                && Uri.TryCreate(put.GetString(), UriKind.Absolute, out var address)
                    ? new StoragePlan(stored.GetString()!) { UploadAddress = address }
                    : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public override StorageRequest PartRequest(StoragePlan plan, FileToStore file, int number) =>
        base.PartRequest(plan, file, number) with { Headers = [new("x-store", "1")] };
}
