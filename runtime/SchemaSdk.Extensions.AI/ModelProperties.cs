namespace SchemaSdk;

/// <summary>
/// The names of entries in <c>AdditionalProperties</c> that this package reads from options, or writes to contents and responses.
/// </summary>
public static class ModelProperties
{
    internal const string Start = "schemasdk.";

    /// <summary>The key of the job in the ledger. The value is a <see cref="string"/>. Set it with <c>WithKey</c>.</summary>
    public const string Key = Start + "key";

    /// <summary>The maximum price of a call in US dollars. The value is a <see cref="decimal"/>. Set it with <c>WithMaxPrice</c>.</summary>
    public const string MaxPriceUsd = Start + "maxPriceUsd";

    /// <summary>The customer for whom a call runs. The value is a <see cref="string"/>. Set it with <c>WithCustomer</c>.</summary>
    public const string Customer = Start + "customer";

    /// <summary>The request id of the job that made the content. The value is a <see cref="string"/>.</summary>
    public const string RequestId = Start + "requestId";

    /// <summary>
    /// The cost in US dollars of the whole job that made the content. The value is a <see cref="decimal"/>, and is missing if the service
    /// reports no cost. Contents with the same request id share one cost.
    /// </summary>
    public const string CostUsd = Start + "costUsd";
}
