namespace SchemaSdk.Jobs;

/// <summary>What one job takes from a budget, for as long as nothing else is known of it.</summary>
internal interface IReservation
{
    /// <summary>Nothing runs: it costs nothing.</summary>
    void GiveBack();

    /// <summary>The service has told what the job cost; null: it has ended and the service has not.</summary>
    void Settle(decimal? cost);
}
