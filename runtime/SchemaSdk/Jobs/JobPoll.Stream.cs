namespace SchemaSdk.Jobs;

/// <content>Reads the job's server-sent events between two polls, if the service has them and a call wants each change.</content>
internal sealed partial class JobPoll
{
    // A connection may stay open although nothing arrives, so the job is polled if no event arrives for this long.
    private static readonly TimeSpan MostSilence = TimeSpan.FromSeconds(30);

    // After this many streams without an event, no further stream is opened, and the job is only polled.
    private const int MostSilentStreams = 3;

    private int _silentStreams;

    // At most one stream is opened between two polls, because a service may end every stream immediately.
    private bool _hasStreamed;

    private bool _isStreaming;

    // The open stream's last event, kept for callers that are still handling an earlier change.
    private PollResult? _event;

    private bool WantsChanges => Array.Exists(_followers, static follower => follower.WantsChanges);

    private Uri? StreamAddress => !_hasStreamed && _reads is { IsResult: false, Streak: null } && _silentStreams < MostSilentStreams
        && _reads.Asked <= TimeSpan.Zero && WantsChanges
        && job.Access.Settings.Service.StreamAddress(job.Access.Settings.BaseAddress, job.Key) is { } address
        && TokenHosts.AllowStream(job.Access.Settings, address)
        ? address : null;

    /// <summary>Ends the event stream, because the last call that waited for the job has left.</summary>
    internal void Leave()
    {
        lock (_gate)
        {
            if (_isStreaming && _followers.Length == 0)
            {
                Interrupt();
            }
        }
    }

    /// <summary>Reads events until the stream ends or is silent, plans the next poll, and frees the stream's slot.</summary>
    private async Task StreamAsync(Uri address, CancellationToken step)
    {
        var (looksNow, isSilent) = (false, false);
        try
        {
            _isStreaming = _hasStreamed = true;
            using var quiet = new CancellationTokenSource(Timeout.InfiniteTimeSpan, job.Access.Time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(step, quiet.Token);
            try
            {
                using var stream = await OpenAsync(address, quiet, stop.Token).ConfigureAwait(false);
                looksNow = stream is not null && await ReadAsync(stream, quiet, stop.Token).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                // Every exception is treated alike, because the next poll shows whether the service can be read. A cancelled stream
                // also ends here.
                isSilent = quiet.IsCancellationRequested;
                if (!stop.IsCancellationRequested)
                {
                    Log.StreamBroke(job.Access.Settings.Log, job.Ledger?.Key, job.RequestId, exception.GetType().Name);
                }
            }
        }
        finally
        {
            job.Shared.Streams.Release();
            lock (_gate)
            {
                (_isStreaming, _event) = (false, null);
                if (!step.IsCancellationRequested)
                {
                    _due = looksNow || isSilent ? After(TimeSpan.Zero) : _silentStreams == 0 ? After(UntilNext) : _due;
                }
            }
        }
    }

    private async Task<EventStream?> OpenAsync(Uri address, CancellationTokenSource quiet, CancellationToken stop)
    {
        // The request slot is kept only until the stream is open, because the stream may stay open for as long as the job runs.
        using var slot = await EnterAsync(stop).ConfigureAwait(false);
        if (slot is null)
        {
            return null;
        }

        // The silence is measured from here, so that it does not include the wait for the request slot.
        _silentStreams++;
        quiet.CancelAfter(MostSilence);
        await Task.Yield();
        slot.Enclose(job.Access.Exchange.RunsForeignCode);

        job.Access.Telemetry.Polled(job.ModelId, CallNames.Stream);
        return await job.Access.Exchange
            .OpenAsync(new ApiRequest(ServiceCall.Status, address) { Job = job.Account }, stop).ConfigureAwait(false);
    }

    /// <summary>Reports a stream's events. Returns true if the stream says that the job must be read.</summary>
    private async Task<bool> ReadAsync(EventStream stream, CancellationTokenSource quiet, CancellationToken stop)
    {
        // Each stream first repeats all earlier logs and output, so both positions start at zero.
        var (logs, output) = (0, 0);
        await foreach (var answer in stream.ReadAsync(stop).ConfigureAwait(false))
        {
            if (answer.Content!.State is null)
            {
                _silentStreams = int.MaxValue;
                return true;
            }

            if (job.MeaningOf(answer) != ReadMeaning.Read)
            {
                return false;
            }

            _silentStreams = 0;
            quiet.CancelAfter(MostSilence);
            job.Logs = JobText.With(job.Logs, answer.Content.Logs, ref logs);
            job.Output = JobText.With(job.Output, answer.Content.NewOutput, ref output);
            if (Read(answer) is not { } result)
            {
                // The stream says that the job has ended. If the next read contradicts this, no further stream is opened.
                _silentStreams = int.MaxValue;
                return true;
            }

            lock (_gate)
            {
                _event = result;
                Keep(follower => !follower.TryTell(result));
            }
        }

        return false;
    }
}
