using System.Text;
using Microsoft.Extensions.AI;

namespace SchemaSdk.Integration.Tests.ExtensionsAI;

public sealed class VideoChatTests : AdapterTest
{
    private IChatClient Chat => Bench.Client.Kling.Kling3_0.Pro.TextToVideo.AsChatClient();

    private static ChatOptions Background => new() { AllowBackgroundResponses = true };

    [Fact]
    public async Task A_prompt_becomes_a_film()
    {
        var response = await Chat.GetResponseAsync(
            "a kite", new ChatOptions { AdditionalProperties = new() { ["duration"] = 5 } }.WithKey("film 1"));

        Assert.Equal("""{"prompt":"a kite","duration":5}""", Bench.Input.GetRawText());
        var content = Assert.IsType<UriContent>(Assert.Single(Assert.Single(response.Messages).Contents));
        Assert.Equal("video/mp4", content.MediaType);
        Assert.Equal("film 1", content.AdditionalProperties![ModelProperties.Key]);
        Assert.Equal(response.ResponseId, content.AdditionalProperties[ModelProperties.RequestId]);
        Assert.Null(response.ContinuationToken);
    }

    [Fact]
    public async Task A_file_in_the_message_becomes_the_first_image()
    {
        using var chat = Bench.Client.Kling.Kling3_0.Standard.ImageToVideo.AsChatClient();

        await chat.GetResponseAsync(new ChatMessage(
            ChatRole.User, [new TextContent("it moves"), new UriContent("https://example.com/kite.png", "image/png")]));

        Assert.Equal(
            """{"prompt":"it moves","start_image_url":"https://example.com/kite.png"}""", Bench.Input.GetRawText());
    }

    [Fact]
    public async Task A_background_token_can_be_polled_by_another_process_until_the_film_is_ready()
    {
        var time = new FakeTime();
        await using var bench = new AdapterBench(time: time);
        using var chat = bench.Client.Kling.Kling3_0.Pro.TextToVideo.AsChatClient();
        await using var other = bench.Connect();
        using var resumed = other.Kling.Kling3_0.Pro.TextToVideo.AsChatClient();

        var response = await chat.GetResponseAsync("a kite", Background.WithKey("film 1"));
        var token = response.ContinuationToken;
        Assert.Equal("film 1", Encoding.UTF8.GetString(Assert.IsAssignableFrom<ResponseContinuationToken>(token).ToBytes().Span));
        Assert.Empty(response.Messages);
        var running = await resumed.GetResponseAsync([], new ChatOptions { ContinuationToken = token });
        time.Advance(TimeSpan.FromMinutes(2));
        response = await resumed.GetResponseAsync([], new ChatOptions { ContinuationToken = running.ContinuationToken });

        Assert.Empty(running.Messages);
        Assert.Equal(response.ResponseId, running.ResponseId);
        Assert.Null(response.ContinuationToken);
        Assert.IsType<UriContent>(Assert.Single(Assert.Single(response.Messages).Contents));
        Assert.Equal(1, bench.Emulator.Bills);
    }

    [Fact]
    public async Task A_resent_submit_attaches_and_pays_once()
    {
        var first = await Chat.GetResponseAsync("a kite", Background.WithKey("film 1"));
        var again = await Chat.GetResponseAsync("a kite", Background.WithKey("film 1"));
        var ended = await Chat.GetResponseAsync("a kite", new ChatOptions().WithKey("film 1"));

        Assert.Equal((first.ResponseId, first.ResponseId), (again.ResponseId, ended.ResponseId));
        Assert.Equal(1, Bench.Emulator.Bills);
    }

    [Fact]
    public async Task A_background_response_without_a_ledger_is_refused_before_anything_is_sent()
    {
        await using var bench = new AdapterBench(hasLedger: false);
        using var chat = bench.Client.Kling.Kling3_0.Pro.TextToVideo.AsChatClient();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => chat.GetResponseAsync("a kite", Background));

        Assert.Contains("ModelClientOptions.Ledger", exception.Message, StringComparison.Ordinal);
        Assert.Empty(bench.Inputs);
    }

    [Theory]
    [InlineData("unknown key")]
    [InlineData("not UTF-8")]
    [InlineData("too long")]
    [InlineData("empty")]
    [InlineData("control characters")]
    [InlineData("another model")]
    [InlineData("another customer")]
    public async Task A_forged_token_reads_nothing(string what)
    {
        using var other = Bench.Client.Kling.Kling3_0.Standard.TextToVideo.AsChatClient();
        await Chat.GetResponseAsync("a kite", new ChatOptions().WithKey("film 1").WithCustomer("acme"));
        await other.GetResponseAsync("a kite", new ChatOptions().WithKey("film 2"));
        byte[] bytes = what switch
        {
            "unknown key" => [.. "film 3"u8],
            "not UTF-8" => [0xff, 0xfe],
            "too long" => new byte[5_000_000],
            "empty" => [],
            "control characters" => [.. "film\n1"u8],
            "another model" => [.. "film 2"u8],
            _ => [.. "film 1"u8],
        };

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => Chat.GetResponseAsync(
            [], new ChatOptions { ContinuationToken = ResponseContinuationToken.FromBytes(bytes) }));

        Assert.Contains("does not belong to a job of kling/kling-3.0/pro/text-to-video", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_a_process_is_sending_is_awaited_and_is_unknown_once_that_process_has_died()
    {
        var poll = new ChatOptions { ContinuationToken = ResponseContinuationToken.FromBytes("film 1"u8.ToArray()) };
        ChatResponse waiting;
        await using (var other = new SqliteJobLedger(Bench.Folder.File("jobs.db")))
        {
            var intent = other.IntentOf("film 1", "kling/kling-3.0/pro/text-to-video", "{}"u8.ToArray()) with { IsQueued = false };
            await other.BeginAsync(intent);
            await other.RecordAsync(intent.Next(LedgerFact.Sending(Guid.NewGuid()), DateTimeOffset.UtcNow));
            waiting = await Chat.GetResponseAsync([], poll);
        }

        var exception = await Assert.ThrowsAsync<ModelSubmissionUnknownException>(() => Chat.GetResponseAsync([], poll));

        Assert.NotNull(waiting.ContinuationToken);
        Assert.Equal("film 1", exception.Key);
    }

    [Fact]
    public async Task A_token_with_messages_is_refused()
    {
        var token = (await Chat.GetResponseAsync("a kite", Background)).ContinuationToken;

        await Assert.ThrowsAsync<ArgumentException>(() =>
            Chat.GetResponseAsync("a kite", new ChatOptions { ContinuationToken = token }));
    }

    [Fact]
    public async Task A_stream_gives_the_token_first_and_the_film_last()
    {
        var updates = await Chat.GetStreamingResponseAsync("a kite", Background.WithKey("film 1")).ToListAsync();
        var plain = await Chat.GetStreamingResponseAsync("a kite", new ChatOptions().WithKey("film 1")).ToListAsync();
        var resumed = await Chat.GetStreamingResponseAsync(
            [], new ChatOptions { ContinuationToken = updates[0].ContinuationToken }).ToListAsync();

        Assert.NotNull(updates[0].ContinuationToken);
        Assert.Null(updates[^1].ContinuationToken);
        Assert.All([updates, plain, resumed], static stream => Assert.Single(stream.SelectMany(static update => update.Contents)));
        Assert.Equal(1, Bench.Emulator.Bills);
    }

    [Theory]
    [InlineData("Temperature")]
    [InlineData("Tools")]
    [InlineData("ToolMode")]
    [InlineData("AllowMultipleToolCalls")]
    [InlineData("Instructions")]
    [InlineData("conversation")]
    [InlineData("image")]
    public async Task An_option_that_does_not_map_is_refused_before_anything_is_sent(string what)
    {
        var options = what switch
        {
            "Temperature" => new ChatOptions { Temperature = 0.5f },
            "Tools" => new() { Tools = [AIFunctionFactory.Create(static () => 1)] },
            "ToolMode" => new() { ToolMode = ChatToolMode.RequireAny },
            "AllowMultipleToolCalls" => new() { AllowMultipleToolCalls = true },
            "Instructions" => new() { Instructions = "be brief" },
            _ => new(),
        };
        var message = new ChatMessage(ChatRole.User, "a kite");
        if (what == "image")
        {
            message.Contents.Add(new UriContent("https://example.com/kite.png", "image/png"));
        }

        var exception = await Assert.ThrowsAsync<ModelInputException>(() => Chat.GetResponseAsync(
            what == "conversation" ? [message, new(ChatRole.Assistant, "yes"), message] : [message], options));

        Assert.Contains(what, exception.Message, StringComparison.Ordinal);
        Assert.Empty(Bench.Inputs);
    }
}
