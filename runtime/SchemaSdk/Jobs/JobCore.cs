using SchemaSdk.Client.Settings;
using SchemaSdk.Jobs.Events;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Services;
using SchemaSdk.Submitting;

namespace SchemaSdk.Jobs;

/// <summary>A job at the service, with any output: its id, its time, and its end once that is known.</summary>
internal sealed partial class JobCore : ObservedJob
{
    private readonly bool _hasOwnKey;
    private long _start;
    private JobPoll? _poll;

    // It has no timer and no handle: nothing to dispose of.
    private CancellationTokenSource? _ended;
    private JobEnd? _end;

    /// <summary>Makes one that is attached to.</summary>
    internal JobCore(SharedByJobs shared, JobKey key, RunOptions? options)
        : this(shared, options)
    {
        Key = key;
        IsAttached = true;
    }

    /// <summary>Makes one that is to be submitted.</summary>
    internal JobCore(SharedByJobs shared, string modelId, RunOptions? options)
        : this(shared, options) => Key = new JobKey(modelId, RequestId: "", Links: null);

    private JobCore(SharedByJobs shared, RunOptions? options)
    {
        Shared = shared;
        _hasOwnKey = options?.Key is not null;
        Deadline = new JobDeadline(shared.Line.Time, start: null, TimeoutOf(shared.Line.Settings, options));
        _start = shared.Line.Time.GetTimestamp();
    }

    internal SharedByJobs Shared { get; }

    /// <summary>The line that its calls are made on.</summary>
    internal ServiceLine Line => Shared.Line;

    /// <summary>The parts that its addresses are made of.</summary>
    internal JobKey Key { get; private set; }

    internal override string ModelId => Key.ModelId;

    internal override string RequestId => Key.RequestId;

    internal JobErrors Errors => new(ModelId, RequestId, Ledger?.Key, IsUnrecorded ? null : OwnKey);

    /// <summary>True if its ledger has not said that it has the id: its key does not lead to it.</summary>
    internal bool IsUnrecorded { get; set; }

    /// <summary>Polls it, for all calls that wait.</summary>
    internal JobPoll Poll => Volatile.Read(ref _poll) ?? Interlocked.CompareExchange(ref _poll, new JobPoll(this), null) ?? _poll!;

    internal override bool IsAttached { get; }

    // One that was taken up from the ledger is known there by its key.
    internal override string? OwnKey => _hasOwnKey || IsAttached ? Ledger?.Key : null;

    /// <summary>
    /// The time for which it is waited for: since the submit, since the call that has found it by its key, or since the first wait for an
    /// attached job.
    /// </summary>
    internal JobDeadline Deadline { get; }

    /// <summary>The service has accepted it: from now on it has its id, and its time runs.</summary>
    internal void Accept(SubmitAttempt accepted)
    {
        Key = Key with { RequestId = accepted.RequestId! };
        _start = accepted.AcceptedAt;
        Deadline.Begin(_start);
    }

    /// <summary>Takes up the addresses that came with its id.</summary>
    /// <exception cref="ModelException">They could not be read. The job runs, and its id is told.</exception>
    internal void Link(ApiAnswer answer)
    {
        try
        {
            if (answer.Service.LinksIn(answer.Body) is { } links)
            {
                Key = Key with { Links = LinkCheck.Of(Line.Settings, links) };
            }
        }
        catch (Exception exception)
        {
            var error = Errors.LinksThrew(exception);
            Leave(error);
            throw error;
        }
    }

    /// <summary>Takes up the end of it that was kept, so that nothing is asked of the service.</summary>
    internal void Take(JobEnd kept)
    {
        IsOver = true;
        Volatile.Write(ref _end, kept);
    }

    internal override TimeSpan Age => Line.Time.GetElapsedTime(_start);

    /// <summary>The way it ended; null while that is not known.</summary>
    internal JobEnd? End => Volatile.Read(ref _end);

    /// <summary>Cancelled once that is known, for those who ask for it without the scheduler.</summary>
    internal CancellationToken Ended
    {
        get
        {
            var ended = Volatile.Read(ref _ended)
                ?? Interlocked.CompareExchange(ref _ended, new CancellationTokenSource(), null)
                ?? _ended!;
            if (End is not null)
            {
                Line.Stop.CancelAside(ended);
            }

            return ended.Token;
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">The job's timeout is longer than a timer can keep.</exception>
    internal static TimeSpan TimeoutOf(ClientSettings settings, RunOptions? options) =>
        options?.JobTimeout is { } timeout ? ClientSettings.Positive(timeout, nameof(RunOptions.JobTimeout)) : settings.JobTimeout;

    /// <summary>Takes up an answer about the job; the end of it is kept.</summary>
    // age: when the service first said so.
    internal JobStatus Heed(ApiAnswer answer, JobState state, TimeSpan age)
    {
        var status = new JobStatus
        {
            RequestId = RequestId,
            Key = Ledger?.Key,
            State = state,
            StateText = answer.Content!.Status,
            QueuePosition = state == JobState.InQueue ? answer.Content.QueuePosition : null,
            Elapsed = Age,
        };
        if (status.HasEnded)
        {
            answer.Keep();
            if (TryEnd(new JobEnd(status, answer), age))
            {
                TellOfEnd(status);
            }
        }
        else
        {
            Tell(new JobEvent(JobMoment.Seen, this) { Status = status, Answer = answer, Elapsed = age });
        }

        return End?.Status ?? status;
    }

    /// <summary>Tells an event of it.</summary>
    /// <returns>False if its end was told before.</returns>
    internal bool Tell(in JobEvent told) => Shared.Events.Tell(told);

    // Under the lock: whoever sees that it has ended tells nothing of that before its end has its place.
    private bool TryEnd(JobEnd end, TimeSpan age)
    {
        var ended = new JobEvent(JobMoment.Ended, this) { Status = end.Status, Answer = end.Answer, Elapsed = age };
        Turn turn;
        lock (Gate)
        {
            if (_end is not null)
            {
                return false;
            }

            Volatile.Write(ref _end, end);
            turn = Shared.Events.Begin(ended);
        }

        Shared.Events.Finish(turn, ended);
        return true;
    }

    private void TellOfEnd(JobStatus status)
    {
        if (Volatile.Read(ref _ended) is { } ended)
        {
            Line.Stop.CancelAside(ended);
        }

        if (Volatile.Read(ref _poll) is { } poll)
        {
            Shared.Scheduler.End(poll, status);
        }
    }
}
