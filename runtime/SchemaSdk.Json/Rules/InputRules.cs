using System.ComponentModel;

namespace SchemaSdk.CompilerServices;

/// <summary>For generated code: the rules for an input, in words. They are read when the first input is checked.</summary>
/// <param name="text">The rules; <see cref="RuleParser"/> says how they are written.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class InputRules(string text)
{
    private readonly Func<string, string, TextPattern>? _patterns;
    private RuleNode? _root;

    private InputRules(string text, Func<string, string, TextPattern> patterns)
        : this(text) => _patterns = patterns;

    /// <summary>Rules for any input that is JSON.</summary>
    internal static InputRules Anything { get; } = new("Input: anything");

    private RuleNode Root => _root ??= new RuleParser(text, _patterns).Read();

    /// <summary>Rules that have patterns. Made otherwise, they may have none: the engine for patterns is not small.</summary>
    /// <param name="text">The rules.</param>
    public static InputRules WithPatterns(string text) => new(text, static (pattern, shown) => new RegexPattern(pattern, shown));

    /// <summary>Checks an input, without allocating for a valid one.</summary>
    /// <param name="utf8Json">Its text.</param>
    /// <returns>
    /// Every place that does not fit, empty for a valid text. Text that is not JSON, or nested deeper than 256, is one error:
    /// rule <c>json</c> at the empty pointer. An input that takes too much work to check is one error, too: rule <c>work</c>.
    /// </returns>
    /// <exception cref="FormatException">The rules themselves cannot be read.</exception>
    public IReadOnlyList<ValidationError> Check(ReadOnlySpan<byte> utf8Json) => Check(utf8Json, []);

    /// <summary>Checks an input whose files are sent in place of some of its texts.</summary>
    /// <inheritdoc cref="Check(ReadOnlySpan{byte})" />
    /// <param name="utf8Json">Its text.</param>
    /// <param name="files">The offsets at which those texts start, in order.</param>
    public IReadOnlyList<ValidationError> Check(ReadOnlySpan<byte> utf8Json, ReadOnlySpan<int> files) =>
        JsonCheck.Run(utf8Json, files, Root);
}
