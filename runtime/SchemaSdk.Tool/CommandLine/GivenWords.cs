using System.CommandLine;
using System.CommandLine.Parsing;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>Restricts options and arguments to a list of words.</summary>
// The message of the built-in validator has line breaks, which this tool would print as escape codes.
internal static class GivenWords
{
    /// <summary>Makes an option accept only these words, and suggest them for completion.</summary>
    internal static void AcceptWords<T>(this Option<T> option, params string[] words)
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
        option.Validators.Add(result => Check(result, option.Name, words));
    }

    /// <summary>Makes an argument accept only these words, and suggest them for completion.</summary>
    internal static void AcceptWords<T>(this Argument<T> argument, params string[] words)
    {
        argument.CompletionSources.Clear();
        argument.CompletionSources.Add(words);
        argument.Validators.Add(result => Check(result, $"The {argument.Name}", words));
    }

    private static void Check(SymbolResult result, string what, string[] words)
    {
        foreach (var token in result.Tokens.Where(token => !words.Contains(token.Value)))
        {
            result.AddError($"{what} must be {string.Join(", ", words[..^1])} or {words[^1]}, not '{token.Value}'.");
        }
    }
}
