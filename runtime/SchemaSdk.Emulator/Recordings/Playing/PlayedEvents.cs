using System.Runtime.CompilerServices;
using System.Text;

namespace SchemaSdk.Emulation.Recordings.Playing;

/// <summary>Plays the states of a job as server-sent events.</summary>
internal static class PlayedEvents
{
    public static ServiceAnswer Of(PlayedJob job, RecordingPlayer player, ServiceRequest request, EmulatedState state, TimeProvider time) =>
        new ServiceAnswer(200, "text/event-stream", ReadOnlyMemory<byte>.Empty)
        {
            Parts = stop => PartsAsync(job, player, request, state, time, stop),
        }.With("Cache-Control", "no-store");

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> PartsAsync(
        PlayedJob job,
        RecordingPlayer player,
        ServiceRequest request,
        EmulatedState state,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken stop)
    {
        EmulatedJob? before = null;
        foreach (var change in job.Changes)
        {
            if (change - player.Now is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, stop).ConfigureAwait(false);
            }

            var now = player.Find(job.Id)!.At(change);
            yield return Encoding.UTF8.GetBytes(player.Protocol.Events(before, now, request, state));
            before = now;
            if (now.HasEnded)
            {
                yield break;
            }
        }
    }
}
