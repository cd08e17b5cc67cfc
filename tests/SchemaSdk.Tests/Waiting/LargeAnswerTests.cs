using System.IO.Compression;
using System.Text;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Services;
using SchemaSdk.Services.Known;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Waiting;

/// <summary>Tests answers that are larger than any real one, as sent or after decompression.</summary>
public sealed class LargeAnswerTests : IDisposable
{
    private readonly Stage _stage = Stage.Accepting();

    public LargeAnswerTests() => _stage.Options.Retry.ReadBudget = TimeSpan.Zero;

    public static TheoryData<string> Codings => ["", "gzip", "deflate"];

    public void Dispose() => _stage.Dispose();

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task A_status_over_1_MiB_is_a_failed_poll(string coding)
    {
        _stage.Script.Status.Does(Sends(coding, """{"status":"completed"}""", 1 << 20));

        var error = await Soon.Throws<ModelUnavailableException>(_stage.Still.RunAsync("a cat"));

        Assert.Equal("The answer is larger than 1 MiB.", error.InnerException!.Message);
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task A_result_may_be_up_to_64_MiB_long(string coding)
    {
        const string Result = """{"status":"succeeded","output":{}}""";
        _stage.Script.Status.Does(Sends(coding, """{"status":"completed"}""", (1 << 20) - 100));
        _stage.Script.Result.Does(Sends(coding, Result, (64 << 20) - 100), Sends(coding, Result, 64 << 20));

        await Soon.Async(_stage.Still.RunAsync("a cat"));
        var error = await Soon.Throws<ModelUnavailableException>(_stage.Still.RunAsync("a cat"));

        Assert.Equal("The answer is larger than 64 MiB.", error.InnerException!.Message);
    }

    [Fact]
    public async Task A_status_that_never_ends_is_a_failed_poll()
    {
        _stage.Script.Status.Does((_, _) => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new Endless()) }));

        var error = await Soon.Throws<ModelUnavailableException>(_stage.Still.RunAsync("a cat"));

        Assert.Equal("The answer is larger than 1 MiB.", error.InnerException!.Message);
    }

    [Fact]
    public async Task The_answer_to_a_cancel_is_limited_to_1_MiB_too()
    {
        _stage.Script.Cancel.Does(Sends("gzip", """{"outcome":"cancelled"}""", 1 << 20));

        Assert.Equal(CancelOutcome.Unconfirmed, await Soon.Async(_stage.Still.Attach(Steps.Id).CancelAsync()));
    }

    [Fact]
    public void A_status_that_decompresses_to_64_MiB_takes_at_most_3_MiB_of_memory()
    {
        _stage.Script.Status.Does(Sends("gzip", "{}", 64 << 20));
        var job = new JobKey(StillModel.Id, Steps.Id, Links: null);
        var address = KnownServices.RunComfy.StatusAddress(new Uri("https://model-api.runcomfy.net"), job);
        var request = new ApiRequest(ServiceCall.Status, address);
        var exchange = _stage.Client.Calls.Line.Exchange;
        Assert.True(exchange.ReadAsync(request, default).IsCompleted);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var attempt = exchange.ReadAsync(request, default);

        // Another thread would count its own allocations.
        Assert.True(attempt.IsCompleted);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 << 20);
    }

    [Fact]
    public async Task A_status_is_requested_in_encodings_that_are_cheap_to_decode()
    {
        string? asked = null;
        _stage.Script.Status.Does((request, cancellation) =>
        {
            asked = request.Headers.AcceptEncoding.ToString();
            return Steps.Status("cancelled")(request, cancellation);
        });

        await Soon.Throws<ModelCanceledException>(_stage.Still.RunAsync("a cat"));

        Assert.Equal("gzip, deflate", asked);
    }

    private static Step Sends(string coding, string text, int spaces)
    {
        var packed = new MemoryStream();
        using (Stream packing = coding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BufferedStream(packed),
        })
        {
            packing.Write(Encoding.UTF8.GetBytes(text));
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)' ');
            for (var left = spaces; left > 0; left -= block.Length)
            {
                packing.Write(block.AsSpan(0, Math.Min(left, block.Length)));
            }

            packing.Flush();
        }

        var body = packed.ToArray();
        return (request, _) =>
        {
            var content = new ByteArrayContent(body);
            if (coding.Length > 0)
            {
                content.Headers.ContentEncoding.Add(coding);
            }

            return Task.FromResult(new HttpResponseMessage { Content = content, RequestMessage = request });
        };
    }

    private sealed class Endless : MemoryStream
    {
        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(buffer.Length);
    }
}
