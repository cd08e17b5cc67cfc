using System.Globalization;
using SchemaSdk.Services;

namespace SchemaSdk.Catalog.Limits;

/// <inheritdoc cref="IPriceLimit" />
internal sealed record PriceLimit(decimal Usd) : IPriceLimit
{
    internal static IPriceLimit? Of(decimal? usd) => usd is { } amount ? new PriceLimit(amount) : null;

    public IPriceLimit Checked(string name) => Usd is > 0 and <= Dollars.Most
        ? this
        : throw new ArgumentOutOfRangeException(name, Usd, string.Create(
            CultureInfo.InvariantCulture,
            $"{name} is {Usd}; it must be more than zero and at most {Dollars.Most}, in US dollars; null: no limit."));

    public ValueTask<IReservation?> ReserveAsync(
        IJobBudget budget,
        string modelId,
        ModelInfo? model,
        ReadOnlyMemory<byte> input,
        decimal? maxPrice,
        CancellationToken cancellationToken) => budget.ReserveAsync(modelId, model, input, maxPrice, cancellationToken);
}
