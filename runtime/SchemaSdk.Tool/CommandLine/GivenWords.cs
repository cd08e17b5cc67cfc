using System.CommandLine;
using System.CommandLine.Parsing;

namespace SchemaSdk.Tool.CommandLine;

/// <summary>Options and arguments that are one of some words.</summary>
// Those of System.CommandLine tell the words in lines of their own, which one line of an error shows as codes.
internal static class GivenWords
{
    /// <summary>Limits an option to the words, and completes them.</summary>
    internal static void AcceptWords<T>(this Option<T> option, params string[] words)
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add(words);
        option.Validators.Add(result => Check(result, option.Name, words));
    }

    /// <summary>Limits an argument to the words, and completes them.</summary>
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
            result.AddError($"{what} is {string.Join(", ", words[..^1])} or {words[^1]}, and not '{token.Value}'.");
        }
    }
}
