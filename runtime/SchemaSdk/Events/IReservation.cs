namespace SchemaSdk.Events;

/// <summary>The amount that one job takes from a budget, as long as its real cost is not known.</summary>
internal interface IReservation
{
    /// <summary>Nothing runs: it costs nothing.</summary>
    void GiveBack();

    /// <summary>The service has told what the job cost; null: it has ended and the service has not.</summary>
    void Settle(decimal? cost);
}
