namespace SchemaSdk.Jobs;

/// <summary>Hears what happens to the jobs of a client, in the order in which it happens to each.</summary>
internal interface IJobObserver
{
    /// <summary>
    /// Hears that a job is to be submitted, or its input to be sent. Not a byte leaves before it has ended; what it throws refuses the
    /// submit.
    /// </summary>
    /// <param name="told"><see cref="JobMoment.Intending"/> or <see cref="JobMoment.Sending"/>.</param>
    /// <param name="cancellationToken">Cancelled when the caller stops.</param>
    ValueTask BeforeAsync(JobEvent told, CancellationToken cancellationToken);

    /// <summary>Hears what has happened. What it throws costs neither the id nor the result.</summary>
    void Heard(in JobEvent told);
}
