namespace SchemaSdk.Services.Fal;

/// <summary>fal's storage, as fal's JavaScript client uses it: one PUT, or parts of 10 MiB for a large file.</summary>
/// <remarks>libs/client/src/storage.ts of fal-js. The storage returns secret addresses, so requests to them need no token.</remarks>
internal sealed class FalStorage : FileStorage
{
    /// <summary>The host that returns the address at which a file is to be stored.</summary>
    internal const string Host = "rest.fal.ai";

    private const long MostInOnePart = 90L << 20;
    private const int PartSize = 10 << 20;

    public override StorageRequest StartRequest(Uri service, FileToStore file)
    {
        var call = IsInParts(file) ? "initiate-multipart" : "initiate";
        var address = ServiceProfile.Under(FalProfile.HostOf(service, Host), $"storage/upload/{call}?storage_type=fal-cdn-v3");
        return StorageRequest.PostJson(address, $$"""{"content_type":"{{Text(file.MediaType)}}","file_name":"{{Text(file.Name)}}"}""");
    }

    public override StoragePlan? ReadPlan(FileToStore file, ReadOnlyMemory<byte> body) =>
        JsonMembers.Of(body) is { } plan && plan.Text("file_url"u8) is { Length: > 0 } address
        && Uri.TryCreate(plan.Text("upload_url"u8), UriKind.Absolute, out var upload)
            ? new StoragePlan(address) { UploadAddress = upload, PartBytes = IsInParts(file) ? PartSize : 0 }
            : null;

    public override StorageRequest PartRequest(StoragePlan plan, FileToStore file, int number) => plan.PartBytes == 0
        ? base.PartRequest(plan, file, number)
        : new StorageRequest(HttpMethod.Put, Below(plan, number.ToString(CultureInfo.InvariantCulture)));

    public override string? ReadPart(
        StoragePlan plan, int number, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) =>
        plan.PartBytes == 0 ? base.ReadPart(plan, number, headers, body) : JsonMembers.Of(body)?.Text("etag"u8);

    public override StorageRequest? EndRequest(StoragePlan plan, IReadOnlyList<string> parts)
    {
        var list = parts.Select(static (tag, at) =>
            string.Create(CultureInfo.InvariantCulture, $$"""{"partNumber":{{at + 1}},"etag":"{{Text(tag)}}"}"""));
        return plan.PartBytes == 0 ? null
            : StorageRequest.PostJson(Below(plan, "complete"), $$"""{"parts":[{{string.Join(',', list)}}]}""");
    }

    // A stream of unknown length is sent in parts too, because each part has a known length.
    private static bool IsInParts(FileToStore file) => file.Length is null or > MostInOnePart;

    private static Uri Below(StoragePlan plan, string name)
    {
        var address = plan.UploadAddress!;
        return new Uri($"{address.GetLeftPart(UriPartial.Path)}/{name}{address.Query}");
    }

    private static string Text(string text) => JsonEncodedText.Encode(text).ToString();
}
