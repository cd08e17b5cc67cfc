using SchemaSdk.Repository.Tests.Architecture.Measured.Below;

namespace SchemaSdk.Repository.Tests.Architecture.Measured.Above;

internal sealed class ByBaseType : OfBaseType;

internal sealed class ByInterface : IOfInterface;

internal sealed class ByField
{
    public readonly OfField Field = (OfField)1;
}

internal abstract class ByProperty
{
    public abstract IReadOnlyList<OfProperty[]> Property { get; }
}

internal abstract class ByMethod
{
    public abstract void Take(OfParameter parameter);

    public abstract OfReturn Give();
}

internal sealed class ByConstraint<T>
    where T : OfConstraint;

[OfAttribute]
internal sealed class ByAttribute;

[System.ComponentModel.TypeConverter(typeof(OfAttributeArgument))]
internal sealed class ByAttributeArgument;

internal static class ByBody
{
    public static object Make() => new OfNew();

    public static object Lambda() => (Func<object>)(() => new OfLambda());

    public static async Task<object> Async()
    {
        await Task.Yield();
        return OfAwaited.Value();
    }

    public static object Typeof() => typeof(OfTypeof);

    public static object Generic() => Array.Empty<OfTypeArgument>();

    public static bool Is(object value) => value is OfPattern;

    public static void Catch(Action action)
    {
        try
        {
            action();
        }
        catch (OfCatch)
        {
            action();
        }
    }
}
