using System.Text.Encodings.Web;

namespace SchemaSdk;

/// <summary>
/// Identifies a job at a service. With the handle, <c>Attach</c> continues with the job in another process, even without a ledger. A
/// serializer can store a handle; <see cref="ToString"/> and <see cref="Parse"/> convert it to text and back.
/// </summary>
public sealed record ModelJobHandle
{
    /// <summary>The name of the service, such as <c>RunComfy</c>; null if it is not known.</summary>
    public string? Service { get; init; }

    /// <summary>The id of the job's model.</summary>
    public string ModelId { get; init; } = "";

    /// <summary>The request id that the service gave the job.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>The key of the job, from <see cref="RunOptions.Key"/>; null if it has none.</summary>
    public string? Key { get; init; }

    /// <summary>The customer for whom the job was submitted, from <see cref="RunOptions.Customer"/>; null for no customer.</summary>
    public string? Customer { get; init; }

    /// <summary>Reads what <see cref="ToString"/> returned.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not a handle.</exception>
    public static ModelJobHandle Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            using var parsed = JsonDocument.Parse(text);
            var handle = new ModelJobHandle
            {
                Service = TextOf(parsed.RootElement, "service"),
                ModelId = TextOf(parsed.RootElement, "modelId") ?? "",
                RequestId = TextOf(parsed.RootElement, "requestId") ?? "",
                Key = TextOf(parsed.RootElement, "key"),
                Customer = TextOf(parsed.RootElement, "customer"),
            };
            return handle is { ModelId: "" } or { RequestId: "" } ? throw NoHandle(text, null) : handle;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or ArgumentException)
        {
            // The text is not JSON, or has an unpaired surrogate or a member of an unexpected type.
            throw NoHandle(text, exception);
        }
    }

    /// <summary>Returns the handle as JSON. It contains no secret.</summary>
    public override string ToString()
    {
        (string Name, string? Value)[] members =
            [("service", Service), ("modelId", ModelId), ("requestId", RequestId), ("key", Key), ("customer", Customer)];
        var texts = members.Where(static member => member.Value is not null)
            .Select(static member => $"\"{member.Name}\":\"{JavaScriptEncoder.Default.Encode(member.Value!)}\"");
        return $"{{{string.Join(',', texts)}}}";
    }

    private static string? TextOf(JsonElement handle, string name) => handle.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static FormatException NoHandle(string text, Exception? cause) => new(
        $"\"{ErrorText.Cut(text)}\" is not the handle of a job. Pass what ModelJob.Handle.ToString() returned: JSON with modelId and "
        + "requestId.", cause);
}
