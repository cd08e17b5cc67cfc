using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>
/// Tests that a generated record uses the same name for a member when the member is visited and when it is set. The compiler cannot check
/// this, because the code that visits a member contains only its position in a list of names.
/// </summary>
public class MemberOrderTests
{
    public static TheoryData<string> Sets => [.. Corpus.Sets];

    [Theory]
    [MemberData(nameof(Sets))]
    public void A_member_has_one_position_and_one_name(string set)
    {
        var wrong = new List<string>();
        var count = 0;
        foreach (var root in GeneratedSet.Of(set).Batches
            .SelectMany(batch => batch.Compilation(References.Net10).SyntaxTrees).Select(tree => tree.GetRoot()))
        {
            var lists = ListsIn(root);
            foreach (var record in root.DescendantNodes().OfType<RecordDeclarationSyntax>())
            {
                foreach (var (list, position, field) in VisitsIn(record))
                {
                    count++;
                    var (listed, written) = (lists[list].ElementAtOrDefault(position), NameSetBy(record, field));
                    if (listed != written)
                    {
                        wrong.Add($"{record.Identifier} {field}: \"{listed}\" is visited, \"{written}\" is set");
                    }
                }
            }
        }

        None.Of(wrong);
        Assert.NotEqual(0, count);
    }

    private static Dictionary<string, List<string>> ListsIn(SyntaxNode root) => root.DescendantNodes()
        .OfType<FieldDeclarationSyntax>()
        .Where(static field => field.Declaration.Type.ToString() == "runtime::MemberNames")
        .SelectMany(static field => field.Declaration.Variables)
        .ToDictionary(
            static variable => variable.Identifier.ValueText,
            static variable => variable.DescendantTokens().Where(IsText).Select(static token => token.ValueText).ToList());

    private static IEnumerable<(string List, int Position, string Field)> VisitsIn(RecordDeclarationSyntax record) =>
        from visit in record.Members.OfType<MethodDeclarationSyntax>()
        where visit.Identifier.ValueText == "Visit"
        let list = visit.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .FirstOrDefault(static access => access.Expression.ToString() == "wire")?.Name.Identifier.ValueText
        where list is not null
        from section in visit.DescendantNodes().OfType<SwitchSectionSyntax>()
        from label in section.Labels.OfType<CaseSwitchLabelSyntax>()
        from field in section.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Where(static access => access.Expression.ToString() == "record")
            .Select(static access => access.Name.Identifier.ValueText)
            .Take(1)
        select (list, (int)((LiteralExpressionSyntax)label.Value).Token.Value!, field);

    private static string? NameSetBy(RecordDeclarationSyntax record, string field) => record.Members
        .OfType<PropertyDeclarationSyntax>()
        .SelectMany(static property => property.DescendantNodes().OfType<AccessorDeclarationSyntax>())
        .Where(accessor => accessor.IsKind(SyntaxKind.InitAccessorDeclaration)
            && accessor.DescendantTokens().Any(token => token.ValueText == field))
        .SelectMany(static accessor => accessor.DescendantTokens())
        .FirstOrDefault(IsText).ValueText;

    private static bool IsText(SyntaxToken token) => token.IsKind(SyntaxKind.StringLiteralToken);
}
