using System.ComponentModel;
using Microsoft.Extensions.AI;
using SchemaSdk;
using SchemaSdk.RunComfy;

namespace Agent;

/// <summary>
/// An agent with two tools: one draws an image, and the other makes a film from that image after a person has approved the call.
/// </summary>
internal sealed class Director : IDisposable
{
    private readonly Conversation _conversation;
    private readonly bool _mayAsk;
    private readonly IImageGenerator _images;
    private readonly IChatClient _chat;
    private readonly ChatOptions _options;

    public Director(RunComfyClient client, Conversation conversation, bool mayAsk)
    {
        (_conversation, _mayAsk) = (conversation, mayAsk);
        _images = client.Bytedance.Seedream5_0Pro.TextToImage.AsImageGenerator().AsBuilder().UseOpenTelemetry().Build();
        var film = client.Kling.Kling3_0.Standard.ImageToVideo.AsAIFunction(static options =>
        {
            options.Name = "film";
            options.MaxPriceUsd = 2;
            options.ApproveAboveUsd = 0.25m;
        });

        // The language model must see the messages of exceptions, because they may contain the request id of a charged job.
        _chat = new ScriptedModel().AsBuilder()
            .UseFunctionInvocation(configure: static calls => calls.IncludeDetailedErrors = true).Build();
        _options = new ChatOptions { Tools = [AIFunctionFactory.Create(DrawAsync, "draw"), film] };
    }

    /// <summary>Starts the conversation with the text, or continues an interrupted conversation, and prints the last answer.</summary>
    public async Task TalkAsync(string text)
    {
        if (_conversation.Messages.Count == 0)
        {
            _conversation.Add(new ChatMessage(ChatRole.User, text));
        }

        while (!_conversation.HasEnded)
        {
            // Answer open requests first, because the chat client rejects a conversation with a request that has no answer.
            _conversation.Add(_conversation.OpenRequests is { Count: > 0 } requests
                ? [new ChatMessage(ChatRole.User, [.. requests.Select(Answer)])]
                : (await _chat.GetResponseAsync(_conversation.Messages, _options)).Messages);
        }

        Console.WriteLine($"agent     {_conversation.Messages[^1].Text}");
    }

    public void Dispose()
    {
        _chat.Dispose();
        _images.Dispose();
    }

    [Description("Draws an image, and returns its address.")]
    private async Task<string> DrawAsync(string prompt)
    {
        // A repeated call with this key returns the same image at no cost. A real agent would put its conversation's id into the key.
        var options = new ImageGenerationOptions { ImageSize = new(1920, 1080), Count = 1 }.WithKey("image 1").WithMaxPrice(1);
        var image = (UriContent)(await _images.GenerateImagesAsync(prompt, options)).Contents[0];
        Console.WriteLine($"draw      {image.Uri}, request {image.AdditionalProperties![ModelProperties.RequestId]}");
        return image.Uri.AbsoluteUri;
    }

    private AIContent Answer(ToolApprovalRequestContent request)
    {
        var call = (FunctionCallContent)request.ToolCall;
        var arguments = string.Join(", ", call.Arguments!.Select(static pair => $"{pair.Key}: {pair.Value}"));
        Console.WriteLine($"approve?  {call.Name}({arguments}) [y/n]");
        var isApproved = !_mayAsk || Console.ReadLine()?.StartsWith('y') == true;
        Console.WriteLine($"approved  {isApproved}");
        return request.CreateResponse(isApproved);
    }
}
