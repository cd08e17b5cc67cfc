namespace SchemaSdk.Durable.Budgets;

/// <summary>Reads a <see cref="BudgetWindow"/> from configuration. Without it, the binder would silently keep the default, a day.</summary>
internal sealed class WindowConverter : TypeConverter
{
    private static readonly BudgetWindow[] Named = [BudgetWindow.Day, BudgetWindow.Week, BudgetWindow.Month, BudgetWindow.Always];

    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) => sourceType == typeof(string);

    public override object ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        Array.Find(Named, window => window.Name.Equals(value as string, StringComparison.OrdinalIgnoreCase))
            ?? (TimeSpan.TryParse(value as string, CultureInfo.InvariantCulture, out var time) && BudgetWindow.IsLength(time)
                ? BudgetWindow.Last(time) : BudgetWindow.Unreadable(value as string));
}
