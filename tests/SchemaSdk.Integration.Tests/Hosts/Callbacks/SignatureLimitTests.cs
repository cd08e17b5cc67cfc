using Microsoft.AspNetCore.Http;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks;

public class SignatureLimitTests
{
    [Fact]
    public async Task Callbacks_beyond_the_limit_of_signature_checks_get_503()
    {
        await using var shop = new Shop();
        var slow = new Slow();
        await using var app = await CallbackApp.OpenAsync(shop, options => (options.Signature, options.MaxChecks) = (slow, 50));
        var answers = Enumerable.Range(0, 51).Select(_ => app.PostAsync("""{"request_id":"a"}""")).ToList();

        var first = await Task.WhenAny(answers).Soonish();
        slow.Answer.SetResult(true);
        answers.Remove(first);

        Assert.Equal(503, await first);
        Assert.All(await Task.WhenAll(answers).Soonish(), status => Assert.Equal(202, status));
        Assert.True(slow.MostAtOnce <= Math.Max(1, Environment.ProcessorCount / 2), $"{slow.MostAtOnce} were checked at once.");
        Assert.Equal(202, await app.PostAsync("""{"request_id":"a"}"""));
    }

    private sealed class Slow : CallbackSignature
    {
        private int _now;
        private int _most;

        public TaskCompletionSource<bool> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int MostAtOnce => Volatile.Read(ref _most);

        public override async ValueTask<bool> IsValidAsync(
            IHeaderDictionary headers,
            ReadOnlyMemory<byte> body,
            DateTimeOffset now,
            TimeSpan tolerance,
            CancellationToken cancellationToken)
        {
            var present = Interlocked.Increment(ref _now);
            for (var most = Volatile.Read(ref _most); most < present; most = Volatile.Read(ref _most))
            {
                Interlocked.CompareExchange(ref _most, present, most);
            }

            try
            {
                return await Answer.Task.WaitAsync(cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _now);
            }
        }
    }
}
