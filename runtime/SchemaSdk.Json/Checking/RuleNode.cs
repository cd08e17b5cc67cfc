namespace SchemaSdk.CompilerServices;

/// <summary>A rule of a schema for a value, ready to be checked. Thread-safe.</summary>
internal abstract class RuleNode
{
    /// <summary>True if it requires one of some constants.</summary>
    public virtual bool IsConstant => false;

    /// <summary>Checks the current value, and reports what does not fit.</summary>
    /// <param name="check">
    /// On the first token of the value. The nodes for members and items leave it on the last token, all others where it was.
    /// </param>
    public abstract void Check(ref JsonCheck check);
}
