namespace MemoryProfiler.Fody.Tests.Selection.Declarations;

/// <summary>Declarations of Visual Basic.</summary>
static class BasicForms
{
    public const string Header = """
        Imports System
        Imports System.Collections.Generic
        Imports System.Threading.Tasks
        Imports MemoryProfiler
        'ASSEMBLY
        Public Interface IBoth(Of TIn, TOut)
            Function [Do](x As TIn) As TOut
            ReadOnly Property Last As TOut
        End Interface

        """;

    public static readonly (string Text, string Type, string Name)[] Types =
    [
        ("'MARK\nPublic Class Plain$O\n$MEnd Class\n", "Plain$O", "Plain$O"),
        ("'MARK\nPublic Class Generic$O(Of T)\n$MEnd Class\n", "Generic$O<T>", "Generic$O"),
        ("'MARK\nPublic Class Outer$O\nPublic Class Inner\n$MEnd Class\nEnd Class\n", "Outer$O.Inner", "Inner"),
    ];

    public static readonly (string Member, string Beside)[] Members =
    [
        ("Public Function Method$N(n As Integer) As Object\nReturn New Byte(n) {} '= $T.Method$N(int n)\nEnd Function\n", ""),
        ("Public Shared Sub Shared$N(ByRef n As Integer)\nGC.KeepAlive(New Byte(n) {}) '= $T.Shared$N(ref int n)\nEnd Sub\n", ""),
        ("Public Property Value$N As Object\nGet\nReturn New Byte(3) {} '= $T.Value$N.get\nEnd Get\nSet(value As Object)\nGC.KeepAlive(New Byte(3) {}) '= $T.Value$N.set\nEnd Set\nEnd Property\n", ""),
        ("Public Custom Event Event$N As EventHandler\nAddHandler(value As EventHandler)\nGC.KeepAlive(New Byte(3) {}) '= $T.Event$N.add\nEnd AddHandler\nRemoveHandler(value As EventHandler)\nGC.KeepAlive(New Byte(3) {}) '= $T.Event$N.remove\nEnd RemoveHandler\nRaiseEvent(sender As Object, e As EventArgs)\nGC.KeepAlive(New Byte(3) {}) '= $T.Event$N.raise\nEnd RaiseEvent\nEnd Event\n", ""),
        ("Public Class Both$N\nImplements IBoth(Of Integer, Byte())\nPrivate Function Mine(x As Integer) As Byte() Implements IBoth(Of Integer, Byte()).Do\nReturn New Byte(x) {} '= $T.Both$N.Mine(int x)\nEnd Function\nPrivate ReadOnly Property Latest As Byte() Implements IBoth(Of Integer, Byte()).Last\nGet\nReturn New Byte(3) {} '= $T.Both$N.Latest.get\nEnd Get\nEnd Property\nEnd Class\n", ""),
        ("Public Class Made$N\nPublic Sub New(n As Integer)\nGC.KeepAlive(New Byte(n) {}) '= $T.Made$N.Made$N(int n)\nEnd Sub\nProtected Overrides Sub Finalize()\nGC.KeepAlive(New Byte(3) {}) '= $T.Made$N.~Made$N()\nEnd Sub\nPublic Shared Operator +(a As Made$N, b As Integer) As Made$N\nReturn New Made$N(b) '= $T.Made$N.operator +($T.Made$N a, int b)\nEnd Operator\nEnd Class\n", ""),
        ("Public Iterator Function Each$N(n As Integer) As IEnumerable(Of Object)\nYield New Byte(n) {} '= $T.Each$N(int n)\nEnd Function\n", ""),
        ("Public Async Function Later$N(n As Integer) As Task(Of Object)\nAwait Task.Yield()\nReturn New Byte(n) {} '= $T.Later$N(int n)\nEnd Function\n", ""),
    ];
}
