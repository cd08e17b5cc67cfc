using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SchemaSdk.Generator.Tests.Harness;

/// <summary>Finds injected code in generated files: unexpected members, unexpected names, and comments that end early.</summary>
internal static class TreeInspector
{
    private static readonly Lazy<HashSet<string>> Types = new(() => Shapes(ExpectedMembers.Types));
    private static readonly Lazy<HashSet<string>> Members = new(() => Shapes(ExpectedMembers.Members));

    private static readonly Lazy<HashSet<string>> Attributes = new(() =>
        [
            .. ExpectedMembers.Attributes.Select(text => SyntaxFactory.ParseMemberDeclaration(text + " class C;")!.AttributeLists.Single())
                .Select(Shape)
        ]);

    public static IReadOnlyList<string> Oddities(IEnumerable<KeyValuePair<string, string>> sources)
    {
        var trees =
            sources.Select(source => CSharpSyntaxTree.ParseText(source.Value, Compiler.Options(LanguageVersion.CSharp12), source.Key))
                .ToList();
        var declared = new HashSet<string>(
            trees.SelectMany(tree => tree.GetRoot().DescendantNodes()).SelectMany(Declared), StringComparer.Ordinal);
        return [.. trees.SelectMany(tree => Oddities(tree, declared))];
    }

    public static void ExpectNothing(IEnumerable<KeyValuePair<string, string>> sources)
    {
        var oddities = Oddities(sources);
        Assert.True(oddities.Count == 0, string.Join("\n", oddities.Take(10)));
    }

    private static IEnumerable<string> Oddities(SyntaxTree tree, HashSet<string> declared)
    {
        var root = (CompilationUnitSyntax)tree.GetRoot();
        IEnumerable<string> found =
        [
            .. tree.GetDiagnostics().Select(problem => problem.ToString()),
            .. Trivia(root),
            .. root.DescendantNodes()
                .OfType<UsingDirectiveSyntax>()
                .Where(line => !ExpectedMembers.Usings.Contains(line.ToString()))
                .Select(At),
            .. root.DescendantNodes(node => node is not BlockSyntax).OfType<MemberDeclarationSyntax>().SelectMany(Oddities),
            .. root.DescendantTokens(node => node is not UsingDirectiveSyntax)
                .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
                .Where(token => !IsExpected(token, declared))
                .Select(token => At(token.Parent!)),
        ];
        return found;
    }

    /// <summary>Returns true for the tags of a link to an https page, which comments may contain.</summary>
    private static bool IsLink(XmlNameSyntax name) =>
        name.ToString() == "see"
        && name.FirstAncestorOrSelf<XmlElementSyntax>()?.StartTag.Attributes is [XmlTextAttributeSyntax { Name: var only } link]
        && only.ToString() == "href"
        && string.Concat(link.TextTokens).StartsWith("https://", StringComparison.Ordinal);

    /// <summary>
    /// Returns unexpected comments, directives and skipped text. A comment that repeats a literal of the file is expected.
    /// </summary>
    private static IEnumerable<string> Trivia(CompilationUnitSyntax root)
    {
        var head = new List<string>();
        var literals = root.DescendantTokens().Where(token => token.IsKind(SyntaxKind.StringLiteralToken)).Select(token => token.Text);
        var names = new HashSet<string>(literals.Select(literal => "// " + literal), StringComparer.Ordinal);
        foreach (var trivia in root.DescendantTrivia())
        {
            if (trivia.GetStructure() is DocumentationCommentTriviaSyntax comment)
            {
                foreach (var element in comment.DescendantNodes()
                    .OfType<XmlNameSyntax>()
                    .Where(name => name.Parent is not XmlAttributeSyntax && !IsLink(name))
                    .Where(name => !ExpectedMembers.Elements.Contains(name.ToString())))
                {
                    yield return At(element);
                }

                // A doc comment must have only one line, so that nothing in it can end the comment and start code.
                if (comment.ToFullString()
                    .TrimEnd('\n')
                    .Split('\n')
                    .Any(line => !line.TrimStart(' ').StartsWith("///", StringComparison.Ordinal)))
                {
                    yield return At(comment);
                }
            }
            else if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia)
                && !trivia.IsKind(SyntaxKind.EndOfLineTrivia)
                && !names.Contains(trivia.ToString()))
            {
                head.Add(trivia.ToString().TrimEnd());
            }
        }

        foreach (var heading in head.Intersect(ExpectedMembers.Headings).ToList())
        {
            head.Remove(heading);
        }

        if (!head.SequenceEqual(ExpectedMembers.Head))
        {
            yield return $"{root.SyntaxTree.FilePath}: "
                + $"{string.Join(" ", head.Except(ExpectedMembers.Head).DefaultIfEmpty("twice the same head"))}";
        }
    }

    private static IEnumerable<string> Oddities(MemberDeclarationSyntax member)
    {
        foreach (var attributes in member.AttributeLists.Where(attributes => !Attributes.Value.Contains(Shape(attributes))))
        {
            yield return At(attributes);
        }

        var isExpected = member switch
        {
            BaseNamespaceDeclarationSyntax space =>
                space.Name.ToString() is var name && (name + ".").StartsWith("Acme.Sdk.", StringComparison.Ordinal),
            TypeDeclarationSyntax => Types.Value.Contains(CodeShape.Of(member)),
            _ => Members.Value.Contains(CodeShape.Of(member)),
        };
        if (!isExpected)
        {
            yield return At(member) + " = " + CodeShape.Of(member);
        }
    }

    /// <summary>
    /// Returns true if a name is one of ours, or if the generated code declares it and it does not start like a keyword or one of our
    /// fields.
    /// </summary>
    private static bool IsExpected(SyntaxToken token, HashSet<string> declared) =>
        token.Text == token.ValueText
        && (CodeShape.IsWord(token.ValueText)
        || token.Parent is IdentifierNameSyntax { Parent: AliasQualifiedNameSyntax }
            || token.Ancestors().Any(node => node is BaseNamespaceDeclarationSyntax space && space.Name.Span.Contains(token.Span))
            || (declared.Contains(token.ValueText)
            && (token.ValueText[0] is not (>= 'a' and <= 'z') || Regex.IsMatch(token.ValueText, "^f[0-9]+$"))));

    private static IEnumerable<string> Declared(SyntaxNode node) => node switch
    {
        TypeDeclarationSyntax type => [type.Identifier.ValueText],
        PropertyDeclarationSyntax property => [property.Identifier.ValueText],
        MethodDeclarationSyntax method => [method.Identifier.ValueText],
        VariableDeclaratorSyntax variable => [variable.Identifier.ValueText],
        BaseNamespaceDeclarationSyntax space => space.Name.ToString().Split('.'),
        _ => [],
    };

    private static string Shape(AttributeListSyntax attributes) => CodeShape.Of(attributes.WithoutTrivia()).ReplaceLineEndings("");

    private static HashSet<string> Shapes(string[] texts) =>
        [
            .. texts.Select(text =>
                CodeShape.Of(SyntaxFactory.ParseMemberDeclaration(Regex.Replace(Regex.Replace(text, @"\bS\b", "\"\""), @"\bN\b", "0"))!))
        ];

    private static string At(SyntaxNode node)
    {
        var text = node.ToString();
        return $"{node.SyntaxTree.FilePath}({node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): "
            + $"{(text.Length <= 300 ? text : text[..300])}";
    }
}

file static class TokenAncestors
{
    public static IEnumerable<SyntaxNode> Ancestors(this SyntaxToken token) => token.Parent?.AncestorsAndSelf() ?? [];
}
