using SchemaSdk.Catalog.Prices;
using SchemaSdk.Client.Settings;
using SchemaSdk.Jobs.Events;
using SchemaSdk.Pipeline.Http;
using SchemaSdk.Pipeline.Line;
using SchemaSdk.Pipeline.Retrying;
using SchemaSdk.Services;
using SchemaSdk.Submitting;

namespace SchemaSdk.Jobs;

/// <summary>The part of a job that does not depend on the type of its output: the id, the timeout and, once known, the end.</summary>
internal sealed partial class JobCore : ObservedJob
{
    private readonly bool _hasOwnKey;
    private long _start;
    private JobPoll? _poll;

    // Never disposed, because it uses no timer and no wait handle.
    private CancellationTokenSource? _ended;
    private JobEnd? _end;

    /// <summary>Creates a job to which the client attaches.</summary>
    internal JobCore(SharedByJobs shared, JobKey key, RunOptions? options)
        : this(shared, options)
    {
        Key = key;
        IsAttached = true;
    }

    /// <summary>Creates a job that is still to be submitted.</summary>
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

    internal ServiceLine Line => Shared.Line;

    /// <summary>The ids and links from which the addresses of the job are built.</summary>
    internal JobKey Key { get; private set; }

    /// <summary>The handle with which the client attached; null if it submitted the job or resumed it from a ledger.</summary>
    internal ModelJobHandle? GivenHandle { get; init; }

    internal override string ModelId => Key.ModelId;

    internal override string RequestId => Key.RequestId;

    /// <summary>The reservation of the job in the client's budget; null if there is none.</summary>
    internal Reservation? Reservation { get; init; }

    internal JobErrors Errors => new(ModelId, RequestId, Ledger?.Key, IsUnrecorded ? null : OwnKey);

    /// <summary>True if the ledger has not confirmed that it recorded the request id, so the key may not lead to the job.</summary>
    internal bool IsUnrecorded { get; set; }

    internal JobPoll Poll => Volatile.Read(ref _poll) ?? Interlocked.CompareExchange(ref _poll, new JobPoll(this), null) ?? _poll!;

    /// <summary>What the job has logged; null if no call has asked for it, or the service does not report it.</summary>
    internal JobText? Logs { get; set; }

    /// <summary>The part of the output that has arrived in a stream; null if none has.</summary>
    internal JobText? Output { get; set; }

    internal override bool IsAttached { get; }

    // An attached job with a ledger was resumed from that ledger, so its key can be used to resume it again.
    internal override string? OwnKey => _hasOwnKey || IsAttached ? Ledger?.Key : null;

    /// <summary>
    /// The timeout of the job. It starts when the service accepts the job, with the call that resumes the job by its key, or with the
    /// first wait for an attached job.
    /// </summary>
    internal JobDeadline Deadline { get; }

    /// <summary>Sets the request id once the service has accepted the job, and starts the timeout.</summary>
    internal void Accept(SubmitAttempt accepted)
    {
        Key = Key with { RequestId = accepted.RequestId! };
        _start = accepted.AcceptedAt;
        Deadline.Begin(_start);
    }

    /// <summary>Sets the addresses that the service returned with the request id.</summary>
    internal void Link(ApiAnswer answer) => Key = Key with { Links = LinkCheck.Of(Line.Settings, answer.Content?.Links) };

    /// <summary>Sets the address of the events of a job that was submitted by another call, if a status contains that address.</summary>
    internal void LinkStream(ApiAnswer answer)
    {
        if (Key.Links?.Stream is null && answer.Content?.Links?.Stream is { } stream
            && LinkCheck.Of(Line.Settings, new JobLinks(null, null, null) { Stream = stream }) is { Stream: not null } links)
        {
            Key = Key with { Links = (Key.Links ?? links) with { Stream = links.Stream } };
        }
    }

    /// <summary>Sets the end that the ledger has recorded, so that the service is not asked again.</summary>
    internal void Take(JobEnd kept)
    {
        IsOver = true;
        Volatile.Write(ref _end, kept);
    }

    internal override TimeSpan Age => Line.Time.GetElapsedTime(_start);

    internal JobEnd? End => Volatile.Read(ref _end);

    /// <summary>Cancelled once the end is known, for callers that do not wait for polls.</summary>
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

    /// <exception cref="ArgumentOutOfRangeException">The job's timeout is longer than a timer supports.</exception>
    internal static TimeSpan TimeoutOf(ClientSettings settings, RunOptions? options) =>
        options?.JobTimeout is { } timeout ? ClientSettings.Positive(timeout, nameof(RunOptions.JobTimeout)) : settings.JobTimeout;

    internal ReadMeaning MeaningOf(ApiAnswer answer) =>
        answer.MeaningOf(BodyKinds.OfRead(answer.Content, RequestId));

    /// <summary>Returns the state in an answer; null if the job has ended and only its result says how.</summary>
    // isResult: true if the answer is to a read of the result, false if it is to a read of the status.
    internal static JobState? StateIn(ApiAnswer answer, bool isResult) =>
        answer.Content!.State is JobState.Succeeded or JobState.Failed
            && !isResult && !answer.Service.StatusHasResult && !answer.Content.IsResult
            ? null
            : answer.Content.State;

    /// <summary>Handles an answer about the job, and keeps it if the job has ended.</summary>
    // age: the age of the job when the service first reported the state.
    internal JobStatus Handle(ApiAnswer answer, JobState state, TimeSpan age)
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

    /// <summary>Reports an event of the job. Returns false if the end of the job was reported before.</summary>
    internal bool Tell(in JobEvent told) => Shared.Events.Tell(told);

    // Holds the gate while it sets the end, so that a caller that sees the end cannot report an event before the end is in the queue.
    private bool TryEnd(JobEnd end, TimeSpan age)
    {
        var ended = new JobEvent(JobMoment.Ended, this) { Status = end.Status, Answer = end.Answer, Elapsed = age };
        bool? turn;
        lock (Gate)
        {
            if (_end is not null)
            {
                return false;
            }

            Volatile.Write(ref _end, end);
            turn = Shared.Events.Begin(ended);
        }

        Reservation?.Settle(end.Answer.Content!.CostUsd);
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
            poll.TellEnd(status);
        }
    }
}
