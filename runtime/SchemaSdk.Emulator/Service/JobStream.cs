using System.Runtime.CompilerServices;
using System.Text;
using SchemaSdk.Emulation.Jobs;

namespace SchemaSdk.Emulation.Service;

/// <summary>Sends the changes of a job as server-sent events until the job has ended.</summary>
internal sealed class JobStream(EmulatedProtocol protocol, JobBook jobs, TimeProvider time, Func<bool> isClosed)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public ServiceAnswer Answer(EmulatedJob job, ServiceRequest request, EmulatedState state) =>
        new ServiceAnswer(200, "text/event-stream", ReadOnlyMemory<byte>.Empty)
        {
            Parts = stop => PartsAsync(job, request, state, stop),
        }.With("Cache-Control", "no-store");

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> PartsAsync(
        EmulatedJob job, ServiceRequest request, EmulatedState state, [EnumeratorCancellation] CancellationToken stop)
    {
        EmulatedJob? before = null;
        while (true)
        {
            // Yields an empty part if nothing is new, because only a write shows whether the client has stopped reading.
            var isNew = before is null || before.Phase != job.Phase || before.QueuePosition != job.QueuePosition;
            yield return isNew ? Encoding.UTF8.GetBytes(protocol.Events(before, job, request, state)) : ReadOnlyMemory<byte>.Empty;
            if (job.HasEnded)
            {
                yield break;
            }

            // If the clock was moved back, the job may start again. Even then, each log line is sent only once.
            before = before?.Logs.Count > job.Logs.Count ? job with { Logs = before.Logs } : job;
            await Task.Delay(Pause, time, stop).ConfigureAwait(false);
            if (isClosed() || jobs.Find(job.Id) is not { } view)
            {
                yield break; // the emulator was disposed or reset
            }

            job = view.Shown();
        }
    }
}
