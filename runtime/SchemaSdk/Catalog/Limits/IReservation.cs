namespace SchemaSdk.Catalog.Limits;

/// <summary>The amount that one job takes from a budget, as long as its real cost is not known.</summary>
internal interface IReservation
{
    /// <summary>Nothing runs: it costs nothing.</summary>
    void GiveBack();

    /// <summary>The service has told the cost of the job; null if the job has ended without one. Zero gives nothing back.</summary>
    void Settle(decimal? cost);
}
