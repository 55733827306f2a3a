Imports System
Imports System.Collections.Generic
Imports System.Linq
Imports System.Threading.Tasks
Imports MemoryProfiler

Module Program
    Sub Main()
        Console.WriteLine(Work.Loops())
        Console.WriteLine(Work.OuterAsync().Result)
        Console.WriteLine(Work.Items().Count())
        MemoryReport.Print()
    End Sub
End Module

Class Work
    <Profile>
    Public Shared Function Loops() As Integer
        Dim total = 0
        For i = 1 To 1000
            Dim a = New Byte(999) {}
            total += a.Length
        Next
        Return total
    End Function

    <Profile>
    Public Shared Async Function OuterAsync() As Task(Of Integer)
        Dim length = Await InnerAsync()
        Return length
    End Function

    <Profile>
    Public Shared Async Function InnerAsync() As Task(Of Integer)
        Await Task.Delay(1)
        Dim b = New Byte(999999) {}
        Return b.Length
    End Function

    <Profile>
    Public Shared Iterator Function Items() As IEnumerable(Of Byte())
        Yield New Byte(2999) {}
    End Function
End Class
