using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace SchemaSdk.Emulation.Tests;

public sealed partial class FrontTests
{
    [Fact]
    public async Task The_handler_and_the_socket_give_the_same_answers()
    {
        await using var near = Bench.Start(Refusing);
        await using var far = await Bench.StartListeningAsync(Refusing);

        Assert.Equal(await StoryAsync(near), await StoryAsync(far));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_date_of_an_answer_is_on_the_clock_of_the_emulator(bool isListening)
    {
        await using var bench = isListening ? await Bench.StartListeningAsync() : Bench.Start();
        bench.Emulator.Faults.Add("status:clock=-1h");
        var id = (await bench.SubmitAsync()).Id;

        using var response = await bench.Http.GetAsync(new Uri($"v1/requests/{id}/status", UriKind.Relative));

        Assert.Equal(bench.Time.GetUtcNow() - TimeSpan.FromHours(1), response.Headers.Date);
    }

    [Fact]
    public async Task URLs_contain_the_address_of_the_socket()
    {
        await using var bench = await Bench.StartListeningAsync();

        var submitted = await bench.SubmitAsync();
        bench.Time.Pass(4);
        var video = (string)(await bench.ResultAsync(submitted.Id)).Body["output"]!["video"]!;

        Assert.Matches("^http://127\\.0\\.0\\.1:[0-9]+/$", bench.Emulator.Address.AbsoluteUri);
        Assert.StartsWith(bench.Emulator.Address.AbsoluteUri + "v1/requests/", submitted["status_url"], StringComparison.Ordinal);
        Assert.StartsWith(bench.Emulator.Address.AbsoluteUri + "files/", video, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_handler_and_the_socket_share_their_jobs()
    {
        await using var bench = await Bench.StartListeningAsync();
        using var near = new HttpClient(bench.Emulator.CreateHandler())
        {
            DefaultRequestHeaders = { { "Authorization", "Bearer emulator-token" } }
        };
        var id = (await bench.SubmitAsync()).Id;

        using var response = await near.GetAsync(new Uri($"http://anywhere.example/v1/requests/{id}/status"));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(2, bench.Emulator.Requests);
    }

    [Fact]
    public async Task A_port_in_use_is_an_IOException_and_another_port_can_be_tried()
    {
        await using var first = new ModelEmulator([]);
        await first.StartAsync();
        await using var second = new ModelEmulator([]);

        await Assert.ThrowsAsync<IOException>(() => second.StartAsync(first.Address.Port));
        await second.StartAsync();

        Assert.NotEqual(first.Address, second.Address);
    }

    [Fact]
    public async Task An_emulator_starts_only_once()
    {
        await using var emulator = new ModelEmulator([]);
        await emulator.StartAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() => emulator.StartAsync());
    }

    [Fact]
    public async Task A_disposed_emulator_does_not_answer()
    {
        await using var near = Bench.Start();
        await using var far = await Bench.StartListeningAsync();
        await near.Emulator.DisposeAsync();
        await far.Emulator.DisposeAsync();

        var handler = await Assert.ThrowsAsync<HttpRequestException>(() => near.SubmitAsync());
        var socket = await Assert.ThrowsAsync<HttpRequestException>(() => far.SubmitAsync());

        Assert.Equal(HttpRequestError.ConnectionError, handler.HttpRequestError);
        Assert.Equal(HttpRequestError.ConnectionError, socket.HttpRequestError);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => near.Emulator.StartAsync());
    }

    [Fact]
    public async Task A_cancelled_request_is_not_counted()
    {
        await using var bench = Bench.Start();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => bench.Http.GetAsync("v1/requests/x/status", new CancellationToken(canceled: true)));

        Assert.Equal(0, bench.Emulator.Requests);
    }

    [Fact]
    public async Task Concurrent_callers_each_get_their_own_job()
    {
        await using var bench = await Bench.StartListeningAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => bench.SubmitAsync())));
        var positions = await Task.WhenAll(
            answers.Select(async answer => (int)(await bench.StatusAsync(answer.Id)).Body["queue_position"]!));
        var cancelled = await Task.WhenAll(answers.Take(50).Select(answer => Task.Run(() => bench.CancelAsync(answer.Id))));
        bench.Time.Pass(4);
        var results = await Task.WhenAll(answers.Select(answer => Task.Run(() => bench.ResultAsync(answer.Id))));

        Assert.Equal(200, answers.Select(answer => answer.Id).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 200), positions.Order());
        Assert.All(cancelled, answer => Assert.Equal("cancelled", answer["outcome"]));
        Assert.Equal(
            (150, 50),
            (results.Count(answer => answer["status"] == "succeeded"), results.Count(answer => answer["status"] == "cancelled")));
        Assert.Equal((650, 200), (bench.Emulator.Requests, bench.Emulator.Bills));
    }

    private static void Refusing(ModelEmulatorOptions options) => options.Outcome = submit => submit.Number switch
    {
        2 => EmulatedOutcome.Refuse(HttpStatusCode.ServiceUnavailable, 503001, "later", TimeSpan.FromSeconds(7)),
        3 => EmulatedOutcome.Fail("out of memory"),
        _ => EmulatedOutcome.Succeed,
    };

    private static async Task<string> StoryAsync(Bench bench)
    {
        var seen = new StringBuilder();
        async Task<string> See(HttpMethod method, string path, string? body = null)
        {
            using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body) };
            using var response = await bench.Http.SendAsync(request);
            var content = await response.Content.ReadAsStringAsync();
            var (type, length) = (response.Content.Headers.ContentType, response.Content.Headers.ContentLength);
            seen.AppendLine(
                $"{method} {path}: {(int)response.StatusCode} {type} {(type?.MediaType == "video/mp4" ? length : 0)} "
                + $"{response.Headers.RetryAfter} {content}");
            return content.Contains("request_id", StringComparison.Ordinal) ? new Answer(0, content).Id : "";
        }

        var first = await See(HttpMethod.Post, "v1/models/kling/kling%2D3.0/pro/text-to-video", Bench.Valid);
        await See(HttpMethod.Post, "v1/models/" + SchemaModel.TextToVideo, Bench.Valid);
        var second = await See(HttpMethod.Post, "v1/models/" + SchemaModel.TextToVideo, Bench.Valid);
        await See(HttpMethod.Post, "v1/models/" + SchemaModel.TextToVideo, "{}");
        await See(HttpMethod.Post, "v1/models/no%20model%2F%3F", "{}");
        await See(HttpMethod.Get, $"v1/requests/{second}/status");
        bench.Time.Pass(4);
        await See(HttpMethod.Get, $"v1/requests/{first}/result");
        await See(HttpMethod.Get, $"v1/requests/{second}/result?a=b");
        await See(HttpMethod.Post, $"v1/requests/{second}/cancel");
        await See(HttpMethod.Get, $"files/{first}/video.mp4");
        await See(HttpMethod.Head, $"files/{first}/video.mp4");
        await See(HttpMethod.Get, "v1/%C3%A4/../b?c");
        return Ids().Replace(seen.ToString().Replace(bench.Emulator.Address.AbsoluteUri, "ADDRESS/", StringComparison.Ordinal), "ID");
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Ids();
}
