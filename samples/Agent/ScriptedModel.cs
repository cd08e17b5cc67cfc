using Microsoft.Extensions.AI;

namespace Agent;

/// <summary>
/// Stands in for a language model: draws an image, makes a film if there is an image, and then answers. Replace this class with the chat
/// client of any language model.
/// </summary>
internal sealed class ScriptedModel : IChatClient
{
    private const string Boat = "A paper boat drifts down a rain gutter at dusk.";

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var results = messages.SelectMany(static message => message.Contents).OfType<FunctionResultContent>()
            .ToDictionary(static content => content.CallId, static content => content.Result?.ToString());
        AIContent next =
            !results.TryGetValue("1", out var image) ? Call("1", "draw", new() { ["prompt"] = Boat })
            : image?.StartsWith("http", StringComparison.Ordinal) != true ? new TextContent($"The image could not be drawn: {image}")
            : !results.TryGetValue("2", out var film) ? Call("2", "film", new() { ["prompt"] = Boat, ["start_image_url"] = image })
            : film?.Contains("\"completed\"", StringComparison.Ordinal) == true ? new TextContent($"Here is your film: {film}")
            : new TextContent($"Only the image is ready: {image}. The film is missing: {film}");
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, [next])));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The scripted model does not support streaming.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static FunctionCallContent Call(string id, string name, Dictionary<string, object?> arguments) => new(id, name, arguments);
}
