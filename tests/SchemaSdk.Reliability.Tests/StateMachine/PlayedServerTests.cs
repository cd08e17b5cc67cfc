using SchemaSdk.Reliability.Tests.StateMachine.Play;

namespace SchemaSdk.Reliability.Tests.StateMachine;

[Collection(nameof(Alone))]
public class PlayedServerTests
{
    // Of two that are added to a list at the same time one can be lost: a job that looks as if it were never asked for again.
    [Fact]
    public void Of_two_requests_at_once_the_second_is_told_of_when_the_first_is_kept()
    {
        PlayedServer? server = null;
        HttpMessageInvoker? client = null;
        List<int> kept = [];
        var second = new Thread(Send);
        using var played = server = new PlayedServer(new FakeTime(), World.Token, isDeaf: true, _ =>
        {
            kept.Add(server!.Requests.Count);
            if (kept.Count == 1)
            {
                // The other comes now, or waits for its turn.
                second.Start();
                SpinWait.SpinUntil(() => kept.Count == 2 || second.ThreadState.HasFlag(ThreadState.WaitSleepJoin));
            }
        });
        using var invoker = client = new HttpMessageInvoker(played);

        Send();
        second.Join();

        Assert.Equal([0, 1], kept);
        Assert.Equal(2, played.Requests.Count);

        // Nobody answers it.
        void Send() => _ = client!.SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "https://service.test/v1/models/acme/still"), CancellationToken.None);
    }
}
