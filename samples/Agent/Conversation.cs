using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Agent;

/// <summary>A conversation that is saved in a file, so that it can continue after a restart.</summary>
internal sealed class Conversation
{
    private readonly string _path;

    private Conversation(string path, List<ChatMessage> messages) => (_path, Messages) = (path, messages);

    public List<ChatMessage> Messages { get; }

    /// <summary>True if the agent has given its last answer.</summary>
    public bool HasEnded => OpenRequests.Count == 0
        && Messages is [.., { Role: var role } last] && role == ChatRole.Assistant && last.Text.Length > 0;

    /// <summary>The requests for approval that the user has not answered, perhaps because the program was stopped.</summary>
    public IReadOnlyList<ToolApprovalRequestContent> OpenRequests =>
    [
        .. Messages.Skip(Messages.FindLastIndex(static message => message.Role == ChatRole.User) + 1)
            .SelectMany(static message => message.Contents).OfType<ToolApprovalRequestContent>(),
    ];

    public static Conversation Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new(path, File.Exists(path)
            ? JsonSerializer.Deserialize<List<ChatMessage>>(File.ReadAllText(path), AIJsonUtilities.DefaultOptions)!
            : []);
    }

    /// <summary>Adds messages, and saves the conversation, so that a restarted program continues after these messages.</summary>
    public void Add(params IEnumerable<ChatMessage> messages)
    {
        Messages.AddRange(messages);
        var written = _path + ".new";
        File.WriteAllText(written, JsonSerializer.Serialize(Messages, AIJsonUtilities.DefaultOptions));
        File.Move(written, _path, overwrite: true);
    }
}
