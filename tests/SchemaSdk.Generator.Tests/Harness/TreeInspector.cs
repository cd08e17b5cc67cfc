using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SchemaSdk.Generator.Tests.Suite;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>
/// Finds code that a schema injected: names, comments and forms of code that the generator does not write for the harmless schemas of
/// <c>Cases</c>, of our own corpus and of SchemaTests.
/// </summary>
internal static class TreeInspector
{
    private static readonly string[] Elements = ["summary", "c", "param", "exception", "inheritdoc"];

    private const string Rare = """
        {
          "properties": {
            "date": { "type": "string", "format": "date-time", "deprecated": true }, "large": { "type": "integer", "maximum": 1e20 },
            "size": { "enum": [0.5, -2] }, "count": { "enum": [1, -2] }, "sizes": { "type": "array", "items": { "enum": [0.5, -2] } },
            "either": { "anyOf": [{ "type": "string", "format": "date-time" }, { "enum": [1] }, { "type": "array" }, { "type": "object" }] }
          }
        }
        """;

    private static readonly Lazy<HashSet<string>> Harmless = new(() =>
    [
        .. CaseFolder.Names.Select(name => new CaseFolder(name).Schemas)
            .Append(Repository.SchemasBelow(Path.Combine(CorpusFolder.Own, "own")))
            .Append([.. SchemaTests.Cases.Select(row => (string)row[0])
                .Append(Rare)
                .Append(Rare[..^1] + """, "required": ["date", "large", "size", "count", "sizes", "either"] }""")
                .SelectMany((text, i) => new[] { SchemaText.Input($"acme/m{i}", text), SchemaText.Output($"acme/m{i}", text) })
                .Append(SchemaText.InputPatch("acme/m0", """{ "x-retired": { "since": "2026", "stage": "warn" } }"""))
                .Append(SchemaText.InputPatch("acme/m1", """{ "x-retired": { "since": "2026", "stage": "error" } }"""))])
            .SelectMany(schemas => Trees(GeneratorRun.Over([.. schemas]).Sources))
            .SelectMany(tree => Signs(tree.GetRoot(), Declared(tree)).Select(sign => sign.Text)),
    ]);

    public static IReadOnlyList<string> Oddities(IEnumerable<KeyValuePair<string, string>> sources)
    {
        var trees = Trees(sources);
        var declared = trees.SelectMany(Declared).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. trees.SelectMany(tree => tree.GetDiagnostics()).Select(problem => problem.ToString()),
            .. trees.SelectMany(tree => Signs(tree.GetRoot(), declared))
                .Where(sign => !Harmless.Value.Contains(sign.Text))
                .Select(sign => $"{sign.Text} in {sign.Node.SyntaxTree.FilePath}: {sign.Node}"),
            .. trees.SelectMany(tree => tree.GetRoot().DescendantTrivia()).SelectMany(OddComment),
        ];
    }

    public static void ExpectNothing(IEnumerable<KeyValuePair<string, string>> sources)
    {
        var oddities = Oddities(sources);
        Assert.True(oddities.Count == 0, string.Join("\n", oddities.Take(10).Select(text => text.Length <= 400 ? text : text[..400])));
    }

    private static List<SyntaxTree> Trees(IEnumerable<KeyValuePair<string, string>> sources) =>
        sources.Select(source => CSharpSyntaxTree.ParseText(source.Value, Compiler.Options(LanguageVersion.CSharp12), source.Key)).ToList();

    /// <summary>
    /// Returns the names that can come from a schema. Each starts with a capital letter, or is the name of a numbered field or of the class
    /// with the tables.
    /// </summary>
    private static IEnumerable<string> Declared(SyntaxTree tree) => tree.GetRoot().DescendantNodes()
        .SelectMany(node => node switch
        {
            TypeDeclarationSyntax type => [type.Identifier],
            PropertyDeclarationSyntax property => [property.Identifier],
            VariableDeclaratorSyntax { Parent.Parent: FieldDeclarationSyntax } field => [field.Identifier],
            MethodDeclarationSyntax method when method.Identifier.Text.StartsWith("From", StringComparison.Ordinal) => [method.Identifier],
            BaseNamespaceDeclarationSyntax space when (space.Parent as BaseNamespaceDeclarationSyntax ?? space).Name.ToString()
                .StartsWith("Acme.Sdk", StringComparison.Ordinal) => space.Name.DescendantTokens(),
            _ => (IEnumerable<SyntaxToken>)[],
        })
        .Where(token => token.Text == token.ValueText && Regex.IsMatch(token.Text, "^([^a-z]|f[0-9]+$|wire_[0-9a-f]{8}$)"))
        .Select(token => token.Text);

    /// <summary>
    /// Returns the form of each node, each name that a schema cannot choose, and each comment except those that only repeat a string
    /// literal.
    /// </summary>
    private static IEnumerable<(string Text, SyntaxNode Node)> Signs(SyntaxNode root, IEnumerable<string> declared)
    {
        var own = declared.ToHashSet(StringComparer.Ordinal);
        var literals = root.DescendantTokens()
            .Where(token => token.IsKind(SyntaxKind.StringLiteralToken))
            .Select(token => "// " + token.Text)
            .ToHashSet(StringComparer.Ordinal);
        return root.DescendantNodesAndSelf().Select(node => (Form(node), node))
            .Concat(root.DescendantTokens()
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken) && !own.Contains(token.Text))
                .Select(token => (token.Text, token.Parent!)))
            .Concat(root.DescendantTrivia()
                .Where(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia))
                .Where(trivia => !trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) && !literals.Contains(trivia.ToString()))
                .Select(trivia => (trivia.ToString().Trim(), trivia.Token.Parent!)));
    }

    /// <summary>Returns the kinds of a node and of its parts. All types count as one kind, and so do all literals.</summary>
    private static string Form(SyntaxNode node) => $"{Kind(node)}: " + string.Join(' ', node.ChildNodesAndTokens()
        .Where(part => !part.IsKind(SyntaxKind.RequiredKeyword) && part.AsNode() is not MemberDeclarationSyntax)
        .Select(part => part.AsNode() is { } inner ? Kind(inner) : part.Kind().ToString())
        .Distinct());

    private static string Kind(SyntaxNode node) => node switch
    {
        TypeSyntax => "Type",
        LiteralExpressionSyntax literal when literal.Token.Value is not (null or bool) => "Literal",
        _ => node.Kind().ToString(),
    };

    /// <summary>
    /// Returns the doc comment if one of its lines does not start with <c>///</c>, or if it has an unexpected XML element. Both are
    /// signs of injected text.
    /// </summary>
    private static IEnumerable<string> OddComment(SyntaxTrivia trivia)
    {
        if (trivia.GetStructure() is not DocumentationCommentTriviaSyntax comment)
        {
            yield break;
        }

        if (comment.ToFullString().TrimEnd('\n').Split('\n').Any(line => !line.TrimStart(' ').StartsWith("///", StringComparison.Ordinal))
            || comment.DescendantNodes().OfType<XmlNameSyntax>()
                .Any(name => name.Parent is not XmlAttributeSyntax && !Elements.Contains(name.ToString()) && !IsLink(name)))
        {
            yield return $"{trivia.SyntaxTree!.FilePath}: {comment}";
        }
    }

    /// <summary>Returns true for the tags of a link to an https page, which comments may contain.</summary>
    private static bool IsLink(XmlNameSyntax name) =>
        name.ToString() == "see"
        && name.FirstAncestorOrSelf<XmlElementSyntax>()?.StartTag.Attributes is [XmlTextAttributeSyntax { Name: var only } link]
        && only.ToString() == "href"
        && string.Concat(link.TextTokens).StartsWith("https://", StringComparison.Ordinal);
}
