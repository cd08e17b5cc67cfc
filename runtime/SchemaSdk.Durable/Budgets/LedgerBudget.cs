namespace SchemaSdk;

/// <summary>
/// Limits what jobs may cost in a time window, counting the jobs of all processes that share a ledger. The price of a job counts from the
/// moment it is sent. Once the service reports a cost above zero, that cost counts instead of the price.
/// </summary>
public sealed record LedgerBudget
{
    /// <summary>The limit in US dollars, 0 or more.</summary>
    public required decimal LimitUsd { get; init; }

    /// <summary>The time window in which costs are added up. Default: <see cref="BudgetWindow.Day"/>.</summary>
    public BudgetWindow Window { get; init; } = BudgetWindow.Day;

    /// <summary>The service whose jobs count: RunComfy, fal, Replicate or a profile's name (case is ignored); null for all.</summary>
    public string? Service { get; init; }

    /// <summary>The id of the model whose jobs count towards this budget; null for all models. Default: null.</summary>
    public string? ModelId { get; init; }

    /// <summary>The customer (<see cref="RunOptions.Customer"/>) whose jobs count towards the budget; null (the default) for all.</summary>
    public string? Customer { get; init; }

    /// <summary>True if the limit applies to each customer separately. Jobs without a customer share one limit. Default: false.</summary>
    public bool PerCustomer { get; init; }

    // Budgets for the same jobs have the same name even if their limits differ, so that they share a row lock.
    internal string Name => $"{Window.Name}/{Service}/{ModelId}" + (Customer is null ? "" : $"/{Customer}");

    internal bool Covers(LedgerEntry entry) =>
        (Service is null || Service.Equals(entry.Service, StringComparison.OrdinalIgnoreCase))
        && (ModelId is null || ModelId == entry.ModelId) && (Customer is null || Customer == (entry.Customer ?? ""));

    /// <summary>
    /// Returns this budget with the service name written as in the entry. If <see cref="PerCustomer"/> is true, the result limits only the
    /// entry's customer.
    /// </summary>
    internal LedgerBudget For(LedgerEntry entry) => this with
    {
        Service = Service is null ? null : entry.Service,
        Customer = PerCustomer ? Customer ?? entry.Customer ?? "" : Customer,
        PerCustomer = false,
    };

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Window);
        if (Window.Problem is { } problem)
        {
            throw new ArgumentException(problem, nameof(Window));
        }

        if (LimitUsd < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(LimitUsd), LimitUsd, "The limit of a budget is below zero. Use 0 or more.");
        }
    }

    internal string Words => (ModelId is null ? "all jobs" : $"the jobs of {ModelId}") + (Service is null ? "" : $" at {Service}")
        + Customer switch { null => "", "" => " without a customer", _ => $" of the customer {ErrorText.Cut(Customer)}" };
}
