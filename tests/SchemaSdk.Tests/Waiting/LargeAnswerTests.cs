using SchemaSdk.Pipeline.Http;
using SchemaSdk.Tests.Uploads;

namespace SchemaSdk.Tests.Waiting;

public sealed class LargeAnswerTests : StageTest
{
    private const string Ended = """{"status":"completed"}""";
    private const string Result = """{"status":"succeeded","output":{}}""";

    // This text compresses poorly, so it arrives in several parts.
    private static readonly string Numbers =
        $$"""{"status":"completed","output":"{{string.Concat(Enumerable.Range(0, 200).Select(i => $"{i * 7919 % 1009} "))}}"}""";

    public LargeAnswerTests() : base(Stage.Accepting()) => Stage.Options.Retry.ReadBudget = TimeSpan.Zero;

    [Theory]
    [InlineData("")]
    [InlineData("gzip")]
    public async Task A_status_over_1_MiB_is_a_failed_poll_and_a_result_may_be_up_to_64_MiB_long(string coding)
    {
        Stage.Script.Status.Does(
            Sends(coding, Padded(coding, Ended, 1 << 20)), Sends(coding, Padded(coding, Ended, (1 << 20) - 100)));
        Stage.Script.Result.Does(
            Sends(coding, Padded(coding, Result, (64 << 20) - 100)), Sends(coding, Padded(coding, Result, 64 << 20)));

        var poll = await Soon.Throws<ModelUnavailableException>(Stage.Still.RunAsync("a cat"));
        await Soon.Async(Stage.Still.RunAsync("a cat"));
        var read = await Soon.Throws<ModelUnavailableException>(Stage.Still.RunAsync("a cat"));

        Assert.Equal("The answer is larger than 1 MiB.", poll.InnerException!.Message);
        Assert.Equal("The answer is larger than 64 MiB.", read.InnerException!.Message);
    }

    [Fact]
    public async Task The_answer_to_a_cancel_is_limited_to_1_MiB_too()
    {
        Stage.Script.Cancel.Does(Sends("gzip", Padded("gzip", """{"outcome":"cancelled"}""", 1 << 20)));

        Assert.Equal(CancelOutcome.Unconfirmed, await Soon.Async(Stage.Still.Attach(Steps.Id).CancelAsync()));
    }

    [Fact]
    public void A_status_that_decompresses_to_64_MiB_takes_at_most_3_MiB_of_memory()
    {
        Stage.Script.Status.Does(Sends("gzip", Padded("gzip", "{}", 64 << 20)));
        var job = new JobKey(StillModel.Id, Steps.Id, Links: null);
        var address = ModelService.RunComfy.Profile.StatusAddress(new Uri("https://model-api.runcomfy.net"), job);
        var request = new ApiRequest(ServiceCall.Status, address);
        var exchange = Stage.Client.Calls.Access.Exchange;
        Assert.True(exchange.SendAsync(request, default).IsCompleted);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var attempt = exchange.SendAsync(request, default);

        // The call must have completed on this thread, because allocations of other threads are not counted here.
        Assert.True(attempt.IsCompleted);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 << 20);
    }

    [Fact]
    public async Task A_status_is_requested_in_encodings_that_are_cheap_to_decode()
    {
        string? asked = null;
        Stage.Script.Status.Does(
            Steps.Status("cancelled").After(request => asked = request.Headers.AcceptEncoding.ToString()));

        await Soon.Throws<ModelCanceledException>(Stage.Still.RunAsync("a cat"));

        Assert.Equal("gzip, deflate", asked);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_compressed_answer_that_arrives_byte_by_byte_is_read_whole_and_a_truncated_one_is_a_failed_read(string coding)
    {
        var packed = Padded(coding, Numbers);
        Stage.Script.Status.Does(Sends(coding, packed, step: 1));
        Stage.Script.Result.Does(Sends(coding, packed, step: 1), Sends(coding, packed[..^30], step: 64 << 10));

        var result = await Soon.Async(Stage.Still.RunAsync("a cat"));

        Assert.Contains(result.Output.GetString()!, Numbers, StringComparison.Ordinal);
        Assert.Equal(200, result.Output.GetString()!.Count(static letter => letter == ' '));
        await Soon.Throws<ModelUnavailableException>(Stage.Still.RunAsync("a cat"));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_refusal_with_an_empty_compressed_body_is_a_refusal(string coding)
    {
        Stage.Script.Status.Does(Sends(coding, [], step: 1, HttpStatusCode.Forbidden));

        var error = await Soon.Throws<ModelApiException>(Stage.Still.RunAsync("a cat"));

        Assert.Equal((403, ""), (error.StatusCode, error.Detail));
    }

    private static byte[] Padded(string coding, string text, int spaces = 0)
    {
        var body = new byte[text.Length + spaces];
        Array.Fill(body, (byte)' ');
        Encoding.ASCII.GetBytes(text, body);
        return Packed.Of(coding, body);
    }

    // step is the number of bytes in each part.
    private static Step Sends(string coding, byte[] body, int step = int.MaxValue, HttpStatusCode status = HttpStatusCode.OK) =>
        (request, _) =>
        {
            HttpContent content = step < int.MaxValue
                ? new StreamContent(new ForwardStream(body) { Most = step })
                : new ByteArrayContent(body);
            if (coding.Length > 0)
            {
                content.Headers.ContentEncoding.Add(coding);
            }

            return Task.FromResult(new HttpResponseMessage(status) { Content = content, RequestMessage = request });
        };
}
