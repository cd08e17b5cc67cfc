using SchemaSdk.Extensions.AI.Inputs;

namespace SchemaSdk.Extensions.AI.Chat;

/// <summary>Maps a message to the input of a model that makes videos.</summary>
internal static class ChatMapping
{
    private static readonly string[] Prompts = ["prompt", "text_prompt", "text", "input"];

    private static readonly string[] Files =
    [
        "start_image_url", "image_url", "image", "first_frame_image_url", "first_frame_image", "first_frame", "start_image", "input_image",
        "images", "image_urls", "input_image_urls", "reference_image_urls", "reference_images",
    ];

    /// <summary>Maps the text and the files of the message, and the options that are set.</summary>
    /// <exception cref="ModelInputException">One of these cannot be mapped. Nothing was sent.</exception>
    internal static void Set(InputMapping mapping, IReadOnlyList<ChatMessage> messages, ChatOptions? options, CallSettings call)
    {
        if (options is not null)
        {
            RefuseWords(mapping, options);
        }

        if (messages is not [{ Role: var role } message] || role != ChatRole.User)
        {
            throw mapping.Refuse("The conversation", "the model takes one prompt. Pass one user message");
        }

        var texts = message.Contents.OfType<TextContent>().Select(static content => content.Text).ToList();
        if (texts.Count > 0)
        {
            mapping.SetText("The text of the message", string.Join('\n', texts), Prompts);
        }

        var files = message.Contents.Where(static content => content is not TextContent).ToList();
        FileMapping.Set(mapping, "A file of the message", files, Files, "image");
        mapping.SetNumber("Seed", options?.Seed, ["seed"]);
        mapping.SetOthers(call);
    }

    // The options below are meaningful only for language models.
    private static void RefuseWords(InputMapping mapping, ChatOptions options)
    {
        var set = new (string Name, bool IsSet)[]
        {
            ("Instructions", options.Instructions is not null),
            ("ConversationId", options.ConversationId is not null),
            ("Temperature", options.Temperature is not null),
            ("MaxOutputTokens", options.MaxOutputTokens is not null),
            ("TopP", options.TopP is not null),
            ("TopK", options.TopK is not null),
            ("FrequencyPenalty", options.FrequencyPenalty is not null),
            ("PresencePenalty", options.PresencePenalty is not null),
            ("Reasoning", options.Reasoning is not null),
            ("ResponseFormat", options.ResponseFormat is not null and not ChatResponseFormatText),
            ("StopSequences", options.StopSequences is { Count: > 0 }),
            ("Tools", options.Tools is { Count: > 0 }),
            ("ToolMode", options.ToolMode is not null),
            ("AllowMultipleToolCalls", options.AllowMultipleToolCalls is not null),
        };
        if (Array.Find(set, static option => option.IsSet).Name is { } name)
        {
            throw mapping.Refuse(name, "this option is only for language models");
        }
    }
}
