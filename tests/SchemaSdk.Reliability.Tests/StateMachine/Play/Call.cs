using System.Text.Json;

namespace SchemaSdk.Reliability.Tests.StateMachine.Play;

internal enum CallKind
{
    Run,

    /// <summary>A call to <c>RunManyAsync</c> with one input.</summary>
    Many,
    Submit,
    Wait,
    Watch,
    Status,
    Cancel,
}

/// <summary>One call to the client, from its start to its end.</summary>
internal sealed class Call(CallKind kind, Slot slot, Handle handle, DateTimeOffset startedAt) : IProgress<JobStatus>
{
    public CallKind Kind => kind;

    public Slot Slot => slot;

    /// <summary>The job object of the call. Runs and submits have one from the start.</summary>
    public Handle Handle => handle;

    public DateTimeOffset StartedAt => startedAt;

    public CancellationTokenSource Stop { get; } = new();

    public DateTimeOffset? CanceledAt { get; set; }

    /// <summary>True if the call's submit was in flight when the call was cancelled.</summary>
    public bool WasSending { get; set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public bool IsOpen => EndedAt is null;

    public bool IsChecked { get; set; }

    public Exception? Error { get; private set; }

    public ModelResult<JsonElement>? Result { get; set; }

    public CancelOutcome? Outcome { get; set; }

    public List<JobStatus> Statuses { get; } = [];

    public bool Submits => kind is CallKind.Run or CallKind.Many or CallKind.Submit;

    /// <summary>True if the call waits for the end of the job.</summary>
    public bool Waits => kind is CallKind.Run or CallKind.Many or CallKind.Wait or CallKind.Watch;

    public string Told => Error?.GetType().Name ?? Outcome?.ToString() ?? Result?.GetType().Name[..^2] ?? kind switch
    {
        CallKind.Submit => "ModelJob",
        CallKind.Status => $"{Statuses[^1].State}",
        _ => Statuses.Count == 0 ? "nothing" : $"{Statuses[^1].State}",
    };

    public void Report(JobStatus value)
    {
        Statuses.Add(value);
        handle.Hear(value.HasEnded);
        handle.Id ??= value.RequestId;
    }

    /// <summary>Runs the call, and records how and when it ends. Never throws.</summary>
    public async Task TrackAsync(Func<Task> run, TimeProvider time)
    {
        try
        {
            await run().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Error = exception;
        }

        EndedAt = time.GetUtcNow();
        handle.Hear(Result is not null || Error is ModelFailedException or ModelCanceledException);
    }

    public override string ToString() =>
        $"{kind} of {slot.ModelId} begun at "
            + $"{startedAt:HH:mm:ss.fff}{(IsOpen ? ", open" : $", ended at {EndedAt:HH:mm:ss.fff} with {Told}")}";
}
