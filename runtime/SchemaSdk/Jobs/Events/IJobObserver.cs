namespace SchemaSdk.Jobs.Events;

/// <summary>Hears what happens to the jobs of a client, in the order in which it happens to each.</summary>
/// <remarks>
/// One event of a job is told after the other, and none while another is. But an observer that is still awaited when the caller stops hears
/// that the job is refused before what it is awaited for has ended.
/// </remarks>
internal interface IJobObserver
{
    /// <summary>
    /// Hears that a job is to be submitted, or its input to be sent. Not a byte leaves before it has ended; what it throws refuses the
    /// submit.
    /// </summary>
    /// <param name="told"><see cref="JobMoment.Intending"/> or <see cref="JobMoment.Sending"/>.</param>
    /// <param name="cancellationToken">
    /// Cancelled when the caller stops. The caller does not wait for it then, and the observers after it do not hear of it.
    /// </param>
    // Most have nothing to do until it has happened.
    ValueTask BeforeAsync(JobEvent told, CancellationToken cancellationToken) => default;

    /// <summary>Hears what has happened. What it throws is logged, and costs neither the id nor the result.</summary>
    void Heard(in JobEvent told);
}
