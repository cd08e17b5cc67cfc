using SchemaSdk.Catalog.Prices;
using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Jobs;

/// <summary>The part of a job that does not depend on the type of its output: the id and, once known, the end.</summary>
internal sealed partial class JobCore(SharedByJobs shared, JobKey key, RunOptions? options)
    : ObservedJob(key, hasOwnKey: options?.Key is not null, isOfWorker: options?.IsOfWorker == true, shared.Events, shared.Access.Time)
{
    // A job's duration is learned only if a wait starts this soon after the submit. A late first poll would make it look too long.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    // Ends reads of the status once the job has ended. Never disposed, because it has no timer.
    private readonly CancellationTokenSource _ended = new();

    private JobPoll? _poll;
    private JobStatus? _end;

    internal SharedByJobs Shared { get; } = shared;

    internal ServiceAccess Access => Shared.Access;

    /// <summary>The key in the handle with which the client attached to the job; null without a handle.</summary>
    internal string? GivenKey { get; init; }

    /// <summary>The customer for whom the job was submitted, from the run options, handle or ledger; null if none is given.</summary>
    internal string? Customer { get; init; }

    internal Reservation? Reservation { get; private set; }

    internal JobErrors Errors => new(ModelId, RequestId, Ledger?.Key, IsUnrecorded ? null : OwnKey);

    /// <summary>True if the ledger has not confirmed the request id. The key might then not lead to the job.</summary>
    internal bool IsUnrecorded { get; set; }

    internal JobPoll Poll => Volatile.Read(ref _poll) ?? Interlocked.CompareExchange(ref _poll, new JobPoll(this), null) ?? _poll!;

    internal DurationSample? Sample { get; private set; }

    /// <summary>What the job has logged; null if no call has asked for it, or the service does not report it.</summary>
    internal JobText? Logs { get; set; }

    /// <summary>The part of the output that has arrived in a stream; null if none has.</summary>
    internal JobText? Output { get; set; }

    internal JobStatus? End => Volatile.Read(ref _end);

    /// <summary>The answer that reported <see cref="End"/>, kept so that later calls make no request.</summary>
    internal ApiAnswer? EndAnswer { get; private set; }

    internal void Reserve(decimal? priceUsd, Reservation? reservation) => (PriceUsd, Reservation) = (priceUsd, reservation);

    /// <summary>Sets the request id once the service has accepted the job. The clock is read first: if it throws, no id is set.</summary>
    internal void Accept(string requestId)
    {
        Start = Access.Time.GetTimestamp();
        Key = Key with { RequestId = requestId };
    }

    /// <summary>Sets the addresses that the service returned with the request id.</summary>
    internal void Link(ApiAnswer answer) => Key = Key with { Links = Allowed(Access.Settings, answer.Content?.Links) };

    /// <summary>Sets the address of the job's events from a status, if it is not known from the answer to the submit.</summary>
    internal void LinkStream(ApiAnswer answer)
    {
        if (Key.Links?.Stream is null && answer.Content?.Links is { Stream: not null } links
            && Allowed(Access.Settings, links)?.Stream is { } stream)
        {
            Key = Key with { Links = (Key.Links ?? new JobAddresses(null, null, null)) with { Stream = stream } };
        }
    }

    /// <summary>Returns the addresses that are allowed. Any other address becomes null, so that the default one is used.</summary>
    // The addresses are checked because a profile read them from an answer, and a request to them may carry the token.
    internal static JobAddresses? Allowed(ClientSettings settings, JobLinks? links)
    {
        return links is null ? null
            : new(Of(links.Status, TokenHosts.Allow), Of(links.Result, TokenHosts.Allow), Of(links.Cancel, TokenHosts.Allow))
            { Stream = Of(links.Stream, TokenHosts.AllowStream) };

        Uri? Of(string? link, Func<ClientSettings, Uri, bool> isAllowed) =>
            Uri.TryCreate(link, UriKind.Absolute, out var address) && isAllowed(settings, address) ? address : null;
    }

    /// <summary>Sets the end that the ledger has recorded, so that the service is not asked again.</summary>
    internal void Take(JobStatus end, ApiAnswer answer)
    {
        IsOver = true;
        EndAnswer = answer;
        Volatile.Write(ref _end, end);
    }

    internal ReadMeaning MeaningOf(ApiAnswer answer) => answer.MeaningOf(BodyKinds.OfRead(answer.Content, RequestId));

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
        }

        var moment = status.HasEnded ? JobMoment.Ended : JobMoment.Seen;
        if (Tell(new JobEvent(moment, this) { Status = status, Answer = answer, Elapsed = age }) && status.HasEnded)
        {
            Access.Stop.CancelAside(_ended);
            Volatile.Read(ref _poll)?.TellEnd(status);
        }

        return End ?? status;
    }

    private protected override void SetEnd(in JobEvent ended)
    {
        EndAnswer = ended.Answer;
        Volatile.Write(ref _end, ended.Status);
        Reservation?.Settle(ended.Answer!.Content!.CostUsd);
    }

    public override void Heard(in JobEvent told)
    {
        switch (told.Moment)
        {
            case JobMoment.Awaited when !IsAttached && Sample is null && Age < Soon:
                Sample = Shared.Durations.Of(ModelId).TryBeginSample();
                Sample?.Runs(Age, isSeen: false);
                break;
            case JobMoment.Seen:
                Sample?.Runs(told.Elapsed, isSeen: true);
                break;
            case JobMoment.Ended:
            case JobMoment.Left when !IsAwaited:
                Sample?.End(told.Status?.State == JobState.Succeeded ? told.Elapsed : null);
                Sample = null;
                break;
        }
    }
}
