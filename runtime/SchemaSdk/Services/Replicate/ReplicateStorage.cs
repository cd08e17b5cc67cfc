namespace SchemaSdk.Services.Replicate;

/// <summary>Stores files at Replicate, as multipart form data. Replicate keeps a file for a day.</summary>
internal sealed class ReplicateStorage : FileStorage
{
    public override StorageRequest StartRequest(Uri service, FileToStore file)
    {
        // The boundary is random, so that no file can contain it.
        var boundary = $"schemasdk-{Guid.NewGuid():N}";
        return new StorageRequest(HttpMethod.Post, ServiceProfile.Under(service, "v1/files"))
        {
            ContentType = $"multipart/form-data; boundary={boundary}",
            Form = new SubmitEnvelope(
                Encoding.UTF8.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"content\"; filename=\"{file.Name}\"\r\n"
                    + $"Content-Type: {file.MediaType}\r\n\r\n"),
                Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n")),
        };
    }

    public override StoragePlan? ReadPlan(FileToStore file, ReadOnlyMemory<byte> body) =>
        JsonMembers.Of(body) is { } stored && JsonMembers.Of(stored["urls"u8])?.Text("get"u8) is { Length: > 0 } address
            ? new StoragePlan(address) : null;
}
