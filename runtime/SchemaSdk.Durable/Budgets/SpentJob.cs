namespace SchemaSdk.Durable.Budgets;

/// <summary>The amount that a job counts in budgets.</summary>
/// <param name="ReservedAt">The time at which it was sent.</param>
/// <param name="Service">The name of its service; empty if it has none.</param>
/// <param name="Model">Its model.</param>
/// <param name="Nano">The amount, in billionths of a US dollar.</param>
internal readonly record struct SpentJob(DateTimeOffset ReservedAt, string Service, string Model, long Nano);
