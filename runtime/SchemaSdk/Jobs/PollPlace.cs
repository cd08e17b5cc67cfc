namespace SchemaSdk.Jobs;

/// <summary>The scheduling state of a job.</summary>
internal enum PollPlace : byte
{
    /// <summary>Not to be polled: no call waits for the job, or all waiting calls have reached their timeout.</summary>
    Idle,

    /// <summary>Waiting for the time of the next poll.</summary>
    Waiting,

    /// <summary>Due, and waiting for the request budget and a slot.</summary>
    Due,

    /// <summary>Being polled.</summary>
    Asked,
}
